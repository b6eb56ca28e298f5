import type { MeasuredRequest } from '../accounting/countedFit.ts';
import { estimatePrompt } from '../accounting/estimateTokens.ts';
import { sumCharges } from '../accounting/meter.ts';
import { usdFromNano } from '../accounting/price.ts';
import { measurePrompt } from '../accounting/promptMeasure.ts';
import { audited } from '../audit/audited.ts';
import type { ChatEvent, DecisionEvent, DoneEvent, ErrorEvent, Rejection } from '../chat/chatEvent.ts';
import type { ChatRequest } from '../chat/chatRequest.ts';
import type { SwitchyardError } from '../chat/errors.ts';
import type { Parameters } from '../chat/parameters.ts';
import { NO_PARTS, usageOf } from '../chat/usage.ts';
import type { Classification } from '../classify/classification.ts';
import { classify } from '../classify/classify.ts';
import type { Guard } from '../guard/guard.ts';
import { guarded } from '../guard/guarded.ts';
import { guardOf, judgeQuestion } from '../guard/guardOf.ts';
import { balancePools } from '../limits/balancePools.ts';
import { type ExpandedChain, expandPools } from '../limits/expandPools.ts';
import { roomFirst } from '../limits/roomFirst.ts';
import { splitModelId } from '../models/model.ts';
import { type Examination, examine, glance } from '../privacy/examine.ts';
import { keepPrivate, privacyWays } from '../privacy/keepPrivate.ts';
import { composeMessages } from '../prompt/composeMessages.ts';
import { continuationMessages } from '../prompt/continuation.ts';
import { repeating } from '../repeat/repeating.ts';
import { firstBackMs } from '../resilience/firstBack.ts';
import type { AttemptTools } from '../strategies/meteredAttempt.ts';
import { single } from '../strategies/single.ts';
import type { Outcome, Plan } from '../strategies/strategy.ts';
import { say } from '../words.ts';
import { type Candidate, selectCandidates } from './candidates.ts';
import { type Chain, chainFor, namedChain } from './chain.ts';
import { exactFit } from './exactFit.ts';
import { orderCandidates } from './policy.ts';
import type { Setup } from './setup.ts';
import { targetOf } from './targetOf.ts';
import { withinBudget } from './withinBudget.ts';

/** Those who could be asked: those of them who may have the question, and those who may not, for its privacy alone. */
interface Audience {
  readonly candidates: readonly Candidate[];
  readonly allowed: readonly Candidate[];
  readonly withheld: readonly Rejection[];
}

/** A request that was decided but not sent. */
export interface Decision {
  readonly audience: Audience;
  readonly event: DecisionEvent;
  readonly plan: Plan;
  readonly measured: Omit<MeasuredRequest, 'outputTokens'>;
}

/**
 * Decides who would answer, without asking anyone: classify → chain → candidates → privacy → order. What was found in its
 * words comes with it; without that, only its files count.
 */
export function decide(
  request: ChatRequest,
  setup: Setup,
  tools: Pick<AttemptTools, 'breaker' | 'clock' | 'memory' | 'limiter'>,
  { judgement, placeholders }: Examination = glance(request, setup.privacy),
): Decision {
  const startedAt = tools.clock.monotonic();
  const classification = classify(request.prompt, request.context, request.task);
  const messages = composeMessages(request, classification.task);
  const sent = request.partial === undefined ? messages : continuationMessages(messages, request.partial);
  const prompt = measurePrompt(sent, request.parameters);
  const { chain, pooled } = chainOf(request, setup, classification, estimatePrompt(prompt, ''));
  const parameters = parametersOf(request, chain);
  const { maxOutputTokens: outputLimit } = parameters;
  const images = messages.some(({ parts }) => parts.some(({ type }) => type === 'image'));
  const tooled = (parameters.tools?.length ?? 0) > 0;
  const demands = { prompt, outputLimit, images, tools: tooled };
  const { candidates, rejected } = selectCandidates(chain, setup, demands, tools.memory);
  const { allowed, withheld } = keepPrivate(candidates, judgement.level, setup.privacy);
  const audience = { candidates, allowed, withheld };
  const { ordered, preferred } = orderCandidates(allowed, chain, request, classification, tools.breaker);
  const picture = tools.limiter.picture();
  const now = tools.clock.now();
  const plan: Plan = {
    request,
    classification,
    candidates: roomFirst(balancePools(ordered, { pooled, picture, lastAnswer: request.lastAnswer, now }), picture),
    messages,
    prompt,
    parameters,
    resilience: setup.resilience,
    level: judgement.level,
    placeholders,
    repeat: setup.repeat,
    startedAt,
  };
  const decided = decisionEvent(plan, chain, [...rejected, ...withheld], preferred);
  const { level, reasons } = judgement;
  const ways = isWithheld(audience) ? privacyWays(candidates, judgement, setup.privacy) : [];
  const sensitivity = { level, reasons, ...(ways.length === 0 ? {} : { ways }) };
  return {
    event: reasons.length === 0 && level === 'public' ? decided : { ...decided, sensitivity },
    plan,
    measured: { messages: sent, parameters, prompt },
    audience,
  };
}

/**
 * THE PIPELINE: decides, then asks one model after the other. Always yields `decision` first and exactly one `done` or
 * `error` last; stopping the signal ends it with an `error` of kind `cancelled`. Throws only for a bug of our own.
 */
export function routeChat(
  request: ChatRequest,
  setup: Setup,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, void> {
  const events = decideAndAsk(request, setup, tools, signal);
  const { audit, clock } = tools;
  return audit === undefined ? events : audited(request, { audit, clock }, events);
}

async function* decideAndAsk(
  request: ChatRequest,
  setup: Setup,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, void> {
  const examined = await examine(request, setup.privacy, tools.detectLeaks, signal);
  const counted = await countClosely(decide(request, setup, tools, examined), tools, signal);
  const { event: decided, plan, refusal: tooDear, audience } = await withinBudget(counted, setup, tools, signal);
  const guard = guardOf(plan, setup, (asked, stop) => routeChat(asked, setup, tools, stop));
  const judged = tooDear === undefined ? await judgeQuestion(decided, guard, signal) : { event: decided };
  const { event } = judged;
  yield event;
  const refusal = tooDear ?? judged.refusal;
  if (refusal !== undefined && !signal.aborted) {
    yield refused(refusal);
    return;
  }
  if (plan.candidates.length === 0) {
    yield noTarget(event, isWithheld(audience));
    return;
  }
  const plain = repeating(single(tools), tools);
  const strategy = guard === undefined ? plain : guarded(plain, guard);
  const outcome = yield* strategy(plan, signal);
  yield outcome.type === 'failed' ? failure(outcome, plan, tools) : done(outcome, plan, tools.clock.monotonic(), guard);
}

/** The decision without the models that an exact count finds too small. */
async function countClosely(decision: Decision, tools: AttemptTools, signal: AbortSignal): Promise<Decision> {
  const { plan, event, measured } = decision;
  try {
    const { fitting, rejected } = await exactFit(plan.candidates, measured, tools, signal);
    if (fitting === plan.candidates) return decision;
    const targets = fitting.flatMap(({ model: { id } }) => event.targets.filter(({ model }) => model === id));
    return {
      ...decision,
      plan: { ...plan, candidates: fitting },
      event: { ...event, targets, rejected: [...event.rejected, ...rejected] },
    };
  } catch (error) {
    // Stopped while counting: the first attempt says so.
    if (signal.aborted) return decision;
    throw error;
  }
}

/** The request's own parameters, and the route's where it has none. */
function parametersOf({ parameters }: ChatRequest, { route }: Chain): Parameters {
  if (route === undefined) return parameters ?? {};
  const { models: _, ...fromRoute } = route;
  return { ...fromRoute, ...parameters };
}

/** A chain that the request itself names stays as it is. */
function chainOf(
  request: ChatRequest,
  setup: Setup,
  classification: Classification,
  inputTokens: number,
): ExpandedChain {
  if (request.model !== undefined) {
    const chain = {
      entries: [{ model: request.model, reason: say('you chose it') }],
      reason: say('you chose the model'),
      written: true,
    };
    return { chain, pooled: new Set() };
  }
  if (request.models !== undefined) return { chain: namedChain(request.models), pooled: new Set() };
  return expandPools(chainFor(setup, { classification, context: request.context, inputTokens }), setup);
}

function decisionEvent(
  plan: Plan,
  chain: Chain,
  rejected: readonly Rejection[],
  preferred: Candidate | undefined,
): DecisionEvent {
  const { task, difficulty, language, reasons } = plan.classification;
  return {
    type: 'decision',
    task,
    difficulty,
    language,
    strategy: 'single',
    targets: plan.candidates.map(targetOf),
    ...(preferred === undefined || preferred.model === plan.candidates[0]?.model
      ? {}
      : { preferred: preferred.model.id }),
    rejected,
    reasons: [chain.reason, ...reasons],
  };
}

function refused({ info }: SwitchyardError): ErrorEvent {
  return { type: 'error', error: { ...info, attempts: [] }, usage: null, costUsd: 0, estimated: false };
}

/** Somebody could have been asked, but for the privacy of the question. */
function isWithheld({ allowed, withheld }: Audience): boolean {
  return allowed.length === 0 && withheld.length > 0;
}

function noTarget({ rejected }: DecisionEvent, withheld: boolean): ErrorEvent {
  const why = rejected.map((rejection) => `${rejection.model}: ${rejection.reason}`).join('; ');
  const message = why === '' ? say('No model is set up.') : say('No model can take this request ({0}).', why);
  return {
    type: 'error',
    error: { kind: withheld ? 'privacy' : 'noTarget', message, attempts: [] },
    usage: null,
    costUsd: 0,
    estimated: false,
  };
}

function done(outcome: Exclude<Outcome, { type: 'failed' }>, plan: Plan, now: number, guard?: Guard): DoneEvent {
  const { costNano: nano, costSource, estimated } = sumCharges(outcome.charges);
  return {
    type: 'done',
    ...(outcome.type === 'answered' ? answerOf(outcome) : repeatedAnswer(outcome)),
    costUsd: nano === null ? null : usdFromNano(nano),
    costSource,
    estimated,
    latency: {
      firstTokenMs: outcome.type === 'answered' ? outcome.firstTokenMs : now - plan.startedAt,
      totalMs: now - plan.startedAt,
    },
    attempts: outcome.charges.length,
    ...(guard?.setup.check.includes('output') ? { guard: { model: guard.setup.model, output: guard.output } } : {}),
  };
}

type AnswerFields = Omit<DoneEvent, 'type' | 'costUsd' | 'costSource' | 'estimated' | 'latency' | 'attempts'>;

function answerOf({ model, end, charges }: Outcome & { type: 'answered' }): AnswerFields {
  const { finishReason, cutBy, vendor, verbatim } = end;
  return {
    model: model.id,
    provider: model.provider,
    finishReason,
    ...(cutBy === undefined ? {} : { cutBy }),
    usage: usageOf(charges.at(-1)?.usage ?? NO_PARTS),
    fromCache: false,
    ...(Object.keys(vendor).length === 0 ? {} : { vendor }),
    ...(verbatim === undefined ? {} : { verbatim }),
  };
}

/** Nothing was used for an answer that was there already. */
function repeatedAnswer({ kept: { model, finishReason, at } }: Outcome & { type: 'repeated' }): AnswerFields {
  const provider = splitModelId(model)?.provider ?? model;
  return { model, provider, finishReason, usage: usageOf(NO_PARTS), fromCache: true, answeredAt: at };
}

function failure(outcome: Outcome & { type: 'failed' }, { candidates }: Plan, { breaker }: AttemptTools): ErrorEvent {
  const { costNano: nano, estimated } = sumCharges(outcome.charges);
  const last = outcome.charges.at(-1);
  const backInMs = firstBackMs(candidates, outcome.failures, breaker);
  return {
    type: 'error',
    error: {
      ...outcome.error.info,
      attempts: outcome.failures,
      ...(backInMs === undefined ? {} : { backInMs: Math.ceil(backInMs) }),
    },
    usage: last === undefined ? null : usageOf(last.usage),
    costUsd: nano === null ? null : usdFromNano(nano),
    estimated,
  };
}
