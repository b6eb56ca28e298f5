import { estimateMessageTokens } from '../accounting/estimateTokens.ts';
import { sumCharges } from '../accounting/meter.ts';
import { costNano, usdFromNano } from '../accounting/price.ts';
import type { ChatEvent, DecisionEvent, DoneEvent, ErrorEvent, Rejection } from '../chat/chatEvent.ts';
import type { ChatRequest } from '../chat/chatRequest.ts';
import { NO_USAGE } from '../chat/usage.ts';
import type { Classification } from '../classify/classification.ts';
import { classify } from '../classify/classify.ts';
import { composeMessages } from '../prompt/composeMessages.ts';
import type { AttemptTools } from '../strategies/meteredAttempt.ts';
import { single } from '../strategies/single.ts';
import type { Outcome, Plan } from '../strategies/strategy.ts';
import { say } from '../words.ts';
import { type Candidate, selectCandidates } from './candidates.ts';
import { type Chain, chainFor } from './chain.ts';
import { orderCandidates } from './policy.ts';
import type { Setup } from './setup.ts';

/** A request that was decided but not sent. */
export interface Decision {
  readonly event: DecisionEvent;
  readonly plan: Plan;
}

/** The output an answer is expected to have when an estimate is needed before it. */
const TYPICAL_OUTPUT_TOKENS = 600;

/** Decides who would answer, without asking anyone: classify → chain → candidates → order. */
export function decide(request: ChatRequest, setup: Setup, tools: Pick<AttemptTools, 'breaker' | 'clock'>): Decision {
  const startedAt = tools.clock.monotonic();
  const classification = classify(request.prompt, request.context, request.task);
  const messages = composeMessages(request, classification.task);
  const inputTokens = estimateMessageTokens(messages);
  const chain = chainOf(request, setup, classification, inputTokens);
  const outputTokens = request.maxOutputTokens ?? chain.route?.maxOutputTokens ?? TYPICAL_OUTPUT_TOKENS;
  const images = (request.context.images?.length ?? 0) > 0;
  const { candidates, rejected } = selectCandidates(chain, setup, { inputTokens, outputTokens, images });
  const ordered = orderCandidates(candidates, chain, request, classification, tools.breaker);
  const { route } = chain;
  const plan: Plan = {
    request,
    classification,
    candidates: ordered,
    messages,
    inputTokens,
    route,
    resilience: setup.resilience,
    startedAt,
  };
  return { event: decisionEvent(plan, chain, rejected, Math.min(outputTokens, TYPICAL_OUTPUT_TOKENS)), plan };
}

/**
 * THE PIPELINE: decides, then asks one model after the other. Always yields `decision` first and exactly one `done` or
 * `error` last; stopping the signal ends it with an `error` of kind `cancelled`. Throws only for a bug of our own.
 */
export async function* routeChat(
  request: ChatRequest,
  setup: Setup,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, void> {
  const { event, plan } = decide(request, setup, tools);
  yield event;
  if (plan.candidates.length === 0) {
    yield noTarget(event);
    return;
  }
  const strategy = single(tools);
  const outcome = yield* strategy(plan, signal);
  yield outcome.type === 'answered' ? done(outcome, plan, tools.clock.monotonic()) : failure(outcome);
}

function chainOf(request: ChatRequest, setup: Setup, classification: Classification, inputTokens: number): Chain {
  if (request.model !== undefined) {
    return {
      entries: [{ model: request.model, reason: say('you chose it') }],
      reason: say('you chose the model'),
      written: true,
    };
  }
  return chainFor(setup, { classification, context: request.context, inputTokens });
}

function decisionEvent(plan: Plan, chain: Chain, rejected: readonly Rejection[], outputTokens: number): DecisionEvent {
  const { task, difficulty, language, reasons } = plan.classification;
  return {
    type: 'decision',
    task,
    difficulty,
    language,
    strategy: 'single',
    targets: plan.candidates.map((candidate) => ({
      model: candidate.model.id,
      estimatedUsd: estimateUsd(candidate, plan.inputTokens, outputTokens),
      reasons: candidate.reasons,
      ...(candidate.restsMs === undefined ? {} : { restsMs: candidate.restsMs }),
    })),
    rejected,
    reasons: [chain.reason, ...reasons],
  };
}

function estimateUsd({ model }: Candidate, inputTokens: number, outputTokens: number): number | null {
  if (model.price === undefined) return null;
  return usdFromNano(costNano(model.price, { ...NO_USAGE, inputTokens, outputTokens }));
}

function noTarget({ rejected }: DecisionEvent): ErrorEvent {
  const why = rejected.map((rejection) => `${rejection.model}: ${rejection.reason}`).join('; ');
  const message = why === '' ? say('No model is set up.') : say('No model can take this request ({0}).', why);
  return { type: 'error', error: { kind: 'noTarget', message, attempts: [] }, costUsd: 0, estimated: false };
}

function done(outcome: Outcome & { type: 'answered' }, plan: Plan, now: number): DoneEvent {
  const { costNano: nano, costSource, estimated } = sumCharges(outcome.charges);
  return {
    type: 'done',
    model: outcome.model.id,
    provider: outcome.model.provider,
    finishReason: outcome.finishReason,
    usage: outcome.charges.at(-1)?.usage ?? NO_USAGE,
    costUsd: nano === null ? null : usdFromNano(nano),
    costSource,
    estimated,
    latency: { firstTokenMs: outcome.firstTokenMs, totalMs: now - plan.startedAt },
    attempts: outcome.charges.length,
    fromCache: false,
  };
}

function failure(outcome: Outcome & { type: 'failed' }): ErrorEvent {
  const { costNano: nano, estimated } = sumCharges(outcome.charges);
  return {
    type: 'error',
    error: { ...outcome.error.info, attempts: outcome.failures },
    costUsd: nano === null ? null : usdFromNano(nano),
    estimated,
  };
}
