import { estimateMessageTokens } from '../accounting/estimateTokens.ts';
import { type Charge, Meter } from '../accounting/meter.ts';
import type { ErrorKind } from '../chat/errors.ts';
import { SwitchyardError } from '../chat/errors.ts';
import type { ChatMessage } from '../chat/message.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ProviderEvent } from '../ports/provider.ts';
import type { Providers } from '../ports/providers.ts';
import { attempt } from '../resilience/attempt.ts';
import type { CircuitBreaker } from '../resilience/breaker.ts';
import { deadlinesFor } from '../resilience/deadlines.ts';
import type { Candidate } from '../routing/candidates.ts';
import type { Plan } from './strategy.ts';

/** What calling a model takes. */
export interface AttemptTools {
  readonly providers: Providers;
  readonly ledger: Ledger;
  readonly breaker: CircuitBreaker;
  readonly clock: Clock;
}

/** One attempt of a plan, counted from 1. */
export interface AttemptPlan {
  readonly plan: Plan;
  readonly candidate: Candidate;
  readonly number: number;
  readonly messages: readonly ChatMessage[];
}

/**
 * One provider call that is metered, told to the breaker and written to the ledger however it ends; `onCharge` gets its
 * bill last, also when it fails or the reader stops reading.
 */
export async function* meteredAttempt(
  { plan, candidate, number, messages }: AttemptPlan,
  tools: AttemptTools,
  signal: AbortSignal,
  onCharge: (charge: Charge) => void,
): AsyncGenerator<ProviderEvent, void> {
  const { model, provider } = candidate;
  const inputTokens = messages === plan.messages ? plan.inputTokens : estimateMessageTokens(messages);
  const meter = new Meter(model, inputTokens);
  const startedAt = tools.clock.now();
  const start = tools.clock.monotonic();
  let firstTokenAt: number | null = null;
  let outcome: 'ok' | ErrorKind = 'cancelled';
  try {
    const maxOutputTokens = plan.request.maxOutputTokens ?? plan.route?.maxOutputTokens ?? model.maxOutputTokens;
    const call = {
      providerId: provider.id,
      modelName: model.name,
      messages,
      ...(plan.route?.temperature === undefined ? {} : { temperature: plan.route.temperature }),
      ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    };
    for await (const event of attempt(
      () => tools.providers.get(provider.id),
      call,
      deadlinesFor(provider, model),
      tools.clock,
      signal,
    )) {
      meter.see(event);
      if (firstTokenAt === null && meter.spoke) firstTokenAt = tools.clock.monotonic();
      yield event;
    }
    outcome = 'ok';
    tools.breaker.succeeded(model.id, provider.id);
  } catch (error) {
    if (SwitchyardError.is(error)) {
      outcome = error.kind;
      tools.breaker.failed(model.id, provider.id, error, plan.resilience.cooldownMs);
    } else {
      // Not the provider's fault: it is thrown on and ends the request, but its attempt is kept.
      outcome = 'protocol';
    }
    throw error;
  } finally {
    const charge = meter.charge();
    onCharge(charge);
    tools.ledger.record({
      requestId: plan.request.id,
      attempt: number,
      startedAt,
      source: plan.request.source,
      conversationId: plan.request.conversationId ?? null,
      task: plan.classification.task,
      difficulty: plan.classification.difficulty,
      model: model.id,
      provider: provider.id,
      outcome,
      finishReason: meter.finishReason,
      usage: charge.usage,
      estimated: charge.estimated,
      costNano: charge.costNano,
      costSource: charge.costSource,
      firstTokenMs: firstTokenAt === null ? null : firstTokenAt - start,
      totalMs: tools.clock.monotonic() - start,
    });
  }
}
