import { ledgerSource } from '../accounting/budget.ts';
import { correctedRatio } from '../accounting/correctedRatio.ts';
import { estimateFor, estimatePrompt } from '../accounting/estimateTokens.ts';
import { type Charge, Meter, NO_CHARGE } from '../accounting/meter.ts';
import { outputLimits } from '../accounting/outputLimit.ts';
import { measurePrompt, type PromptMeasure } from '../accounting/promptMeasure.ts';
import { ATTENDED } from '../chat/attended.ts';
import type { ErrorKind } from '../chat/errors.ts';
import { SwitchyardError } from '../chat/errors.ts';
import type { ChatMessage } from '../chat/message.ts';
import { usageOf } from '../chat/usage.ts';
import { accountOf } from '../models/account.ts';
import type { Model } from '../models/model.ts';
import type { LearntFacts, ModelMemory } from '../ports/modelMemory.ts';
import type { ProviderCall } from '../ports/provider.ts';
import { messagesTo, shielded } from '../privacy/shielded.ts';
import { type AttemptEvent, attempt } from '../resilience/attempt.ts';
import { deadlinesFor } from '../resilience/deadlines.ts';
import type { Candidate } from '../routing/candidates.ts';
import type { AttemptPlan, AttemptTools } from './attemptTools.ts';
import { type Held, holdMoney } from './holdMoney.ts';
import type { Plan } from './strategy.ts';

/**
 * One provider call that is metered, told to the breaker and written to the ledger however it ends; what it teaches of
 * its model is remembered. `onCharge` gets its bill last, also when it fails or the reader stops reading.
 */
export async function* meteredAttempt(
  { plan, candidate, number, messages, without }: AttemptPlan,
  tools: AttemptTools,
  signal: AbortSignal,
  onCharge: (charge: Charge) => void,
): AsyncGenerator<AttemptEvent, void> {
  const { model, provider } = candidate;
  const begin = () => tools.breaker.begin(model.id, accountOf(model, provider), plan.request.id);
  const drilled = tools.drill?.fault(model, plan.request.id, plan.classification.task);
  if (drilled !== undefined) {
    const permit = begin();
    permit.failed(drilled, plan.resilience.cooldownMs);
    permit.end();
    onCharge(NO_CHARGE);
    throw drilled;
  }
  const sent = messagesTo(provider, messages, plan.placeholders);
  const prompt = sent === plan.messages ? plan.prompt : measurePrompt(sent, plan.parameters);
  const inputTokens = estimateFor(model, prompt, tools.memory.facts(model.id));
  const meter = new Meter(model, { inputTokens, images: prompt.images.length });
  const startedAt = tools.clock.now();
  const source = ledgerSource(plan.request);
  const asSent = { plan, candidate, number, messages: sent, without };
  const held = plan.budget && (await holdMoney(asSent, { prompt, startedAt, budget: plan.budget }, tools, signal));
  // Not before: a request that its budget stops has nothing to give back.
  const permit = begin();
  const start = tools.clock.monotonic();
  let firstTokenAt: number | null = null;
  let outcome: 'ok' | ErrorKind = 'cancelled';
  let cut = false;
  try {
    for await (const event of attempt(
      async () => shielded(await tools.providers.get(provider.id), plan.placeholders, provider),
      {
        ...callOf(plan, candidate, { messages, inputTokens, without, held }, tools.memory.facts(model.id)),
        onLimits: (seen) => tools.limiter.learn(provider.id, model.name, seen, startedAt),
      },
      deadlinesFor(provider, model, { without, inputTokens, latencies: tools.latencies }),
      tools.clock,
      signal,
    )) {
      meter.see(event);
      if (firstTokenAt === null && meter.spoke) firstTokenAt = tools.clock.monotonic();
      yield held === undefined ? event : held.told(event);
      if (held?.isUsedUp(event)) {
        cut = true;
        yield { type: 'finish', reason: 'length', cutBy: 'budget' };
        break;
      }
    }
    outcome = 'ok';
    learnTokens(model, prompt, meter.reportedInputTokens, tools.memory);
    permit.succeeded();
  } catch (error) {
    if (SwitchyardError.is(error)) {
      outcome = error.kind;
      permit.failed(error, plan.resilience.cooldownMs);
      learn(model, error, tools.memory);
    } else {
      // Not the provider's fault: it is thrown on and ends the request, but its attempt is kept.
      outcome = 'protocol';
    }
    throw error;
  } finally {
    permit.end();
    const endedAt = tools.clock.monotonic();
    const gaveUp = firstTokenAt === null && (outcome === 'timeout' || outcome === 'cancelled');
    const tells = source !== 'fireDrill';
    if (tells && (gaveUp || (firstTokenAt !== null && outcome === 'ok' && !without.includes('stream')))) {
      const waitedMs = (firstTokenAt ?? endedAt) - start;
      tools.latencies.add({ model: model.id, provider: provider.id, startedAt, waitedMs, inputTokens, gaveUp });
    }
    const charge = held === undefined || cut ? meter.charge() : held.bounded(meter.charge());
    onCharge(charge);
    tools.ledger.record({
      requestId: plan.request.id,
      attempt: number,
      startedAt,
      source,
      conversationId: plan.request.conversationId ?? null,
      task: plan.classification.task,
      difficulty: plan.classification.difficulty,
      model: model.id,
      provider: provider.id,
      outcome,
      finishReason: cut ? 'length' : meter.finishReason,
      usage: usageOf(charge.usage),
      estimated: charge.estimated,
      costNano: charge.costNano,
      costSource: charge.costSource,
      firstTokenMs: firstTokenAt === null ? null : firstTokenAt - start,
      totalMs: endedAt - start,
      responseId: meter.details.responseId ?? null,
    });
  }
}

function callOf(
  { request, parameters }: Plan,
  { model }: Candidate,
  sent: Pick<AttemptPlan, 'messages' | 'without'> & { readonly inputTokens: number; readonly held: Held | undefined },
  learnt: LearntFacts,
): Omit<ProviderCall, 'onActivity'> {
  const { messages, without, inputTokens, held } = sent;
  const limits = {
    ...outputLimits(model, { inputTokens, wanted: parameters.maxOutputTokens }, learnt),
    ...held?.limit,
  };
  return {
    ...parameters,
    providerId: model.provider,
    modelName: model.name,
    messages: messages.map((message) => forModel(message, model.id)),
    byUser: ATTENDED.has(request.source),
    ...(limits.sent === undefined ? {} : { maxOutputTokens: limits.sent }),
    ...(limits.most === undefined ? {} : { outputCeiling: limits.most }),
    ...(limits.room === undefined ? {} : { outputRoom: limits.room }),
    ...(without.length === 0 ? {} : { without }),
  };
}

/** Nobody but its author is shown a turn's own form: others would refuse its signatures. */
function forModel(message: ChatMessage, model: string): ChatMessage {
  if (message.verbatim === undefined || message.verbatim.model === model) return message;
  const { verbatim: _, ...rest } = message;
  return rest;
}

/** What the vendor counted corrects the next estimate. */
function learnTokens(model: Model, prompt: PromptMeasure, reported: number | undefined, memory: ModelMemory): void {
  // What pictures of unknown size take teaches nothing of the text.
  if (reported === undefined || prompt.images.includes(undefined)) return;
  const { tokensPerEstimate: known } = memory.facts(model.id);
  const tokensPerEstimate = correctedRatio(known, estimatePrompt(prompt, model.name), reported);
  if (tokensPerEstimate !== (known ?? 1)) memory.learn(model.id, { tokensPerEstimate });
}

/** What holds for this request only, such as a limit that is too large for it, is not kept. */
function learn(model: Model, { kind, details }: SwitchyardError, memory: ModelMemory): void {
  const { refusedField, refusedValue, contextWindow, maxOutputTokens } = details;
  if (maxOutputTokens !== undefined) memory.learn(model.id, { maxOutputTokens });
  const isField = kind === 'badRequest' && refusedField !== undefined && refusedValue !== true;
  if (isField && !refusedField.startsWith('messages')) memory.learn(model.id, { refusedFields: [refusedField] });
  if (contextWindow !== undefined) memory.learn(model.id, { contextWindow });
}
