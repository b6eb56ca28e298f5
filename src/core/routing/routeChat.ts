import { OverBudget } from '../accounting/overBudget.ts';
import { audited, type Planned } from '../audit/audited.ts';
import type { ChatEvent } from '../chat/chatEvent.ts';
import type { ChatRequest } from '../chat/chatRequest.ts';
import { SwitchyardError } from '../chat/errors.ts';
import { alsoAsked } from '../classify/asked/alsoAsked.ts';
import { recogniseClosely } from '../classify/asked/recogniseClosely.ts';
import type { Classification } from '../classify/classification.ts';
import type { Ask } from '../guard/guard.ts';
import { guarded } from '../guard/guarded.ts';
import { guardOf, judgeQuestion } from '../guard/guardOf.ts';
import { judgingCost } from '../guard/judgingCost.ts';
import { type Examination, examine } from '../privacy/examine.ts';
import { keeping, repeating } from '../repeat/repeating.ts';
import type { AttemptTools } from '../strategies/attemptTools.ts';
import type { Plan } from '../strategies/strategy.ts';
import { strategyOf } from '../strategies/strategyOf.ts';
import { type Decision, decide, isWithheld } from './decide.ts';
import { done, failure, noTarget, refused } from './ends.ts';
import { exactFit } from './exactFit.ts';
import type { Setup } from './setup.ts';
import { withinBudget } from './withinBudget.ts';

/**
 * THE PIPELINE: decides, then asks as its strategy wants. Always yields `decision` first and exactly one `done` or
 * `error` last; stopping the signal ends it with an `error` of kind `cancelled`. Throws only for a bug of our own.
 */
export function routeChat(
  request: ChatRequest,
  setup: Setup,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, void> {
  const planned: Planned = {};
  const ask: Ask = (asked, stop) => routeChat(asked, setup, tools, stop);
  const events = recogniseAndAsk(request, { setup, tools, signal, planned, ask });
  const { audit, clock, drill } = tools;
  return audit === undefined ? events : audited(request, { audit, clock, planned, drill }, events);
}

/** What a request is asked with. */
interface Asking {
  readonly setup: Setup;
  readonly tools: AttemptTools;
  readonly signal: AbortSignal;
  readonly planned: Planned;
  /** Asks something else for its sake. */
  readonly ask: Ask;
}

async function* recogniseAndAsk(request: ChatRequest, asking: Asking): AsyncGenerator<ChatEvent, void> {
  const { setup, tools, signal } = asking;
  const examined = await examine(request, setup.privacy, tools.detectLeaks, signal);
  const { classification, asked } = await recogniseClosely(request, { ...asking, examined }, signal);
  const events = decideAndAsk(request, classification, examined, asking);
  for await (const event of events) yield asked === undefined ? event : alsoAsked(event, asked);
}

async function* decideAndAsk(
  request: ChatRequest,
  classification: Classification,
  examined: Examination,
  { setup, tools, signal, planned, ask }: Asking,
): AsyncGenerator<ChatEvent, void> {
  const counted = await countClosely(decide(request, classification, setup, tools, examined), tools, signal);
  const judging = judgingCost(counted.plan, setup, tools);
  const judged = judging === undefined ? counted : { ...counted, plan: { ...counted.plan, judging } };
  const { event: decided, plan, refusal: tooDear, audience } = await withinBudget(judged, setup, tools, signal);
  // Who stops before is not looked through to the end, and sent to nobody.
  if (!signal.aborted) planned.plan = plan;
  const guard = guardOf(plan, setup, ask);
  const verdict = tooDear === undefined ? await judgeQuestion(decided, guard, signal) : { event: decided };
  const { event } = verdict;
  yield event;
  // Also who stopped instead of answering what they were asked of the budget.
  const refusal = signal.aborted ? SwitchyardError.cancelled() : (tooDear ?? verdict.refusal);
  if (refusal !== undefined) {
    tellLimit(refusal, tools);
    yield refused(refusal, guard);
    return;
  }
  if (plan.candidates.length === 0) {
    yield noTarget(event, isWithheld(audience));
    return;
  }
  noteArm(plan, tools);
  if (plan.tried?.model === plan.candidates[0]?.model.id && plan.tried) tools.tries?.note(request.id, plan.tried);
  const plain = repeating(strategyOf(plan.way)(tools), tools);
  // What the guard refuses is not kept, and what was kept is judged like any other answer.
  const strategy = keeping(guard === undefined ? plain : guarded(plain, guard), tools);
  const outcome = yield* strategy(plan, signal);
  if (outcome.type === 'failed') tellLimit(outcome.error, tools);
  yield outcome.type === 'failed'
    ? failure(outcome, plan, tools, guard)
    : done(outcome, plan, tools.clock.monotonic(), guard);
}

/** Keeps which arm of an experiment a request got: what comes of it is compared. */
function noteArm({ way, request: { id } }: Plan, { ledger, clock }: AttemptTools): void {
  if (way.name === 'experiment') ledger.arm({ requestId: id, experiment: way.experiment, arm: way.arm }, clock.now());
}

/** Tells which limit ended a request, where one did. */
function tellLimit(error: SwitchyardError, { budget }: AttemptTools): void {
  if (error instanceof OverBudget) budget?.onRefused?.(error.limit);
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
