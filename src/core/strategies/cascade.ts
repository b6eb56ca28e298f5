import { estimateUsd } from '../accounting/estimateUsd.ts';
import { nanoFromUsd } from '../accounting/price.ts';
import { measurePrompt } from '../accounting/promptMeasure.ts';
import { usdWords } from '../accounting/usdWords.ts';
import { SwitchyardError } from '../chat/errors.ts';
import type { ChatMessage } from '../chat/message.ts';
import { checkWords } from '../checks/checkWords.ts';
import { evidenceMessages } from '../checks/evidenceMessages.ts';
import type { Candidate } from '../routing/candidates.ts';
import { say } from '../words.ts';
import type { AttemptTools } from './attemptTools.ts';
import type { Checked } from './checked.ts';
import { checking, type Judgement } from './checking.ts';
import { type HeldAnswer, heldAnswer, type Marks } from './heldAnswer.ts';
import { afterFailure } from './queue.ts';
import { single } from './single.ts';
import type { Outcome, Plan, Strategy, StrategyEvent } from './strategy.ts';
import { Tried } from './tried.ts';

type Answered = Outcome & { readonly type: 'answered' };

/**
 * Asks the first candidate and holds its answer back until the checks have passed it; if one fails, the others are asked in
 * turn, with what spoke against it. Where that ends without an answer, or would go beyond the ceiling, the first one is given
 * after all, with a remark; a refusal never is. Every call is metered, and a stop ends the one that runs.
 */
export function cascade(tools: AttemptTools): Strategy {
  return async function* (plan, signal) {
    const { way } = plan;
    const [author, ...stronger] = plan.candidates;
    if (way.name !== 'cascade' || author === undefined || stronger.length === 0)
      return yield* single(tools)(plan, signal);
    const tried = new Tried();
    const asked: Plan = { ...plan, candidates: [author], othersFollow: true };
    const draft = yield* heldAnswer(asked, { part: 'draft' }, tools, signal);
    tried.counted(draft);
    if (draft.outcome.type !== 'answered') return yield* afterFailedDraft(plan, draft, tried, tools, signal);
    const checked: Checked = { plan, way, draft, author, stronger, tried };
    if (draft.attempt !== undefined) yield { ...draft.attempt, checking: checkWords(way.setup.checks) };
    const judgement = yield* checking(checked, tools, signal);
    const { verdicts, failed } = judgement;
    if (draft.attempt !== undefined) yield { ...draft.attempt, verdicts };
    if (signal.aborted) return stopped(tried, draft);
    if (failed === undefined) return yield* given(checked, draft.outcome, tools);
    const agreed = yield* agreedUpon(checked, judgement, tools);
    if (agreed !== undefined) return agreed;
    return yield* escalated(checked, draft.outcome, judgement, tools, signal);
  };
}

/** Whoever could not be asked at all gives way like anywhere else. */
async function* afterFailedDraft(
  plan: Plan,
  draft: HeldAnswer,
  tried: Tried,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, Outcome> {
  const { outcome } = draft;
  if (outcome.type !== 'failed' || outcome.error.kind === 'cancelled' || signal.aborted) return outcome;
  const { error } = outcome;
  tried.beside(draft);
  tried.failures.push(...outcome.failures);
  const { queue, passedOver } = afterFailure(plan.candidates, error, plan);
  tried.failures.push(...passedOver);
  const [from, to] = [plan.candidates[0], queue[0]];
  if (from === undefined || to === undefined) return { ...outcome, failures: tried.failures };
  yield { type: 'fallback', from: from.model.id, to: to.model.id, error: error.info, afterCharacters: 0 };
  const { outcome: last } = yield* askedOn({ ...plan, candidates: queue }, {}, tried, tools, signal);
  return withTried(last, tried);
}

/** Another answer than the first, which enough models give. */
function* agreedUpon(
  checked: Checked,
  { failed, opinions }: Judgement,
  tools: AttemptTools,
): Generator<StrategyEvent, Outcome | undefined> {
  const agreed = opinions?.agreed;
  if (agreed?.outcome.type !== 'answered') return undefined;
  checked.tried.beside(checked.draft);
  if (agreed.attempt !== undefined) {
    const verdicts = [{ check: 'agreement', passed: true, score: 1 }] as const;
    yield { ...agreed.attempt, part: 'agreed', because: failed?.evidence ?? '', verdicts };
  }
  return yield* given({ ...checked, draft: agreed }, agreed.outcome, tools);
}

/** The answer that was held back, as its reader gets it. */
function* given(
  { draft, tried, plan }: Checked,
  outcome: Answered,
  { clock }: Pick<AttemptTools, 'clock'>,
  remark?: string,
): Generator<StrategyEvent, Outcome> {
  const firstTokenMs = clock.monotonic() - plan.startedAt;
  yield* draft.events;
  return {
    ...outcome,
    firstTokenMs,
    // The last one is of the attempt that answered.
    charges: [...tried.charges, ...outcome.charges],
    stopped: tried.stopped,
    ...(remark === undefined ? {} : { remark }),
  };
}

async function* escalated(
  checked: Checked,
  outcome: Answered,
  judgement: Judgement,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, Outcome> {
  const { plan, draft, author, tried } = checked;
  const stronger = judgement.opinions?.afterwards ?? checked.stronger;
  const why = judgement.failed?.evidence ?? '';
  const tooDear = ceilingReached({ ...checked, stronger }, outcome);
  if (tooDear !== undefined) {
    if (!judgement.useless) return yield* given(checked, outcome, tools, remarkOf(author, why, tooDear.message));
    return { type: 'failed', error: tooDear, failures: [], charges: [...tried.charges, ...outcome.charges] };
  }
  // That others disagree is no fault that anybody could avoid.
  const isUntold = judgement.useless || judgement.opinions !== undefined;
  const told = (messages: readonly ChatMessage[]) =>
    isUntold ? messages : evidenceMessages(messages, draft.text, why);
  const messages = told(plan.messages);
  const prompt = measurePrompt(messages, plan.parameters);
  const better = { ...plan, messages, prompts: plan.prompts.changed(told), prompt, candidates: stronger };
  const { outcome: last, shown } = yield* askedOn(better, { part: 'stronger', because: why }, tried, tools, signal);
  const isOver = last.type !== 'failed' || last.error.kind === 'cancelled' || signal.aborted;
  const isStuck = shown > 0 && !plan.request.retractable;
  if (isOver || isStuck || judgement.useless) {
    tried.beside(draft);
    return withTried(last, tried);
  }
  tried.charges.push(...last.charges);
  if (shown > 0) yield { type: 'retract', characters: shown };
  return yield* given(checked, outcome, tools, remarkOf(author, why, last.error.message));
}

/** The others in turn, after what was tried already; also how much text of them stands in the end. */
async function* askedOn(
  plan: Plan,
  marks: Marks,
  tried: Tried,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, { readonly outcome: Outcome; readonly shown: number }> {
  const events = single(tools)({ ...plan, attempts: tried.attempts }, signal);
  let shown = 0;
  try {
    let next = await events.next();
    for (; !next.done; next = await events.next()) {
      const event = next.value;
      if (event.type === 'text') shown += event.delta.length;
      else if (event.type === 'retract') shown -= event.characters;
      yield event.type === 'attempt' ? { ...event, ...marks } : event;
    }
    return { outcome: next.value, shown };
  } finally {
    // Closes the connection when the reader stops reading.
    await events.return(undefined as never);
  }
}

function withTried(outcome: Outcome, tried: Tried): Outcome {
  const charges = [...tried.charges, ...outcome.charges];
  if (outcome.type === 'failed') return { ...outcome, charges, failures: [...tried.failures, ...outcome.failures] };
  return outcome.type === 'answered'
    ? { ...outcome, charges, stopped: [...tried.stopped, ...outcome.stopped] }
    : outcome;
}

function stopped(tried: Tried, { outcome }: HeldAnswer): Outcome {
  const charges = [...tried.charges, ...outcome.charges];
  return { type: 'failed', error: SwitchyardError.cancelled(), failures: [], charges };
}

/** Why nobody else is asked: it would take the request beyond what the user lets one come to. */
function ceilingReached({ way, stronger, tried }: Checked, { charges }: Answered): SwitchyardError | undefined {
  const { ceilingNano } = way.setup;
  const [next] = stronger;
  const more = next && estimateUsd(next.model, next);
  if (!more || tried.spentNano(charges) + nanoFromUsd(more) <= ceilingNano) return undefined;
  return new SwitchyardError(
    'budget',
    say('{0} would take this question beyond {1}', next.model.id, usdWords(ceilingNano)),
  );
}

function remarkOf({ model }: Candidate, why: string, error: string): string {
  return say(
    '{0} wrote this, and it did not pass its check ({1}). No other answer could be had: {2}',
    model.id,
    why,
    error,
  );
}
