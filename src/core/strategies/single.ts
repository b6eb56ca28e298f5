import type { Charge } from '../accounting/meter.ts';
import type { FailedAttempt } from '../chat/chatEvent.ts';
import { SwitchyardError } from '../chat/errors.ts';
import { filteredError } from '../chat/filteredError.ts';
import { missingFields } from '../models/missingFields.ts';
import { continuationMessages, OverlapTrimmer } from '../prompt/continuation.ts';
import { CONSEQUENCES } from '../resilience/failover.ts';
import { sleep } from '../resilience/sleep.ts';
import type { Candidate } from '../routing/candidates.ts';
import { say } from '../words.ts';
import { isOverLimit } from './admit.ts';
import { answer, type Question } from './answer.ts';
import type { AttemptTools } from './meteredAttempt.ts';
import { behindOthers, nobodyElse } from './passOver.ts';
import { afterFailure } from './queue.ts';
import type { AnswerEnd, Outcome, Plan, Strategy, StrategyEvent } from './strategy.ts';

/** How far a request has come. */
interface Progress {
  readonly plan: Plan;
  readonly charges: Charge[];
  readonly failures: FailedAttempt[];
  attempts: number;
  /** Whom to ask, the next one first. */
  queue: readonly Candidate[];
  /** Those of the queue whose limit was found to be reached. */
  readonly outOfRoom: Set<string>;
  /** Fields that the first of the queue refused of this request. */
  refused: readonly string[];
  /** The first of the queue told how much it writes, and is held to it. */
  clamped: boolean;
  /** The first of the queue was already asked a second time. */
  retried: boolean;
  /** What the reader sees of the answer so far. */
  text: string;
  reasoning: boolean;
  toolCalls: boolean;
  firstTokenAt: number | null;
}

/** Asks one model after the other until one gives a whole answer. */
export function single(tools: AttemptTools): Strategy {
  return async function* (plan, signal) {
    const progress = begin(plan);
    for (;;) {
      const [candidate] = progress.queue;
      if (candidate === undefined) return failed(progress);
      const without = leftOut(candidate, progress, tools);
      try {
        const end = yield* ask(progress, { candidate, without }, tools, signal);
        return answered(progress, candidate, end);
      } catch (error) {
        if (!SwitchyardError.is(error)) throw error;
        if (error.kind === 'cancelled') return failed(progress, error);
        // Whoever stopped while the usage of a failure was waited for wants no other model.
        if (signal.aborted) return failed(progress, SwitchyardError.cancelled());
        if (mendRequest(progress, error, without)) continue;
        if (isOverLimit(error) && (yield* passOver(progress, candidate, error))) continue;
        progress.failures.push({ ...error.info, model: candidate.model.id });
        if (progress.toolCalls && !plan.request.retractable) return failed(progress, error);
        const stopped = yield* moveOn(progress, candidate, error, tools, signal);
        if (stopped !== undefined) return failed(progress, stopped);
      }
    }
  };
}

/** The fields to leave out: what the model is known to refuse, what it refused just now, and what its API does not have. */
function leftOut({ model, provider }: Candidate, { refused, plan }: Progress, tools: AttemptTools): string[] {
  const known = tools.memory.facts(model.id).refusedFields ?? [];
  // A stop sequence is seen to here.
  const missing = missingFields(provider.api, plan.parameters).filter((name) => name !== 'stop');
  return [...new Set([...known, ...refused, ...missing])];
}

/** Leaves out what this model refuses, or asks for no more than it writes: asking it again is then no second try. */
function mendRequest(
  progress: Progress,
  { details: { refusedField, maxOutputTokens } }: SwitchyardError,
  without: readonly string[],
): boolean {
  if (refusedField === undefined || without.includes(refusedField)) return false;
  const clamped = maxOutputTokens !== undefined && !progress.clamped;
  if (clamped) progress.clamped = true;
  else progress.refused = [...progress.refused, refusedField];
  return true;
}

function begin(plan: Plan): Progress {
  return {
    plan,
    charges: [],
    failures: [],
    attempts: 0,
    queue: plan.candidates,
    outOfRoom: new Set(plan.candidates.flatMap(({ model, waitsMs }) => (waitsMs === undefined ? [] : [model.id]))),
    refused: [],
    clamped: false,
    retried: false,
    text: plan.request.partial ?? '',
    reasoning: false,
    toolCalls: false,
    firstTokenAt: null,
  };
}

/** One attempt as the reader sees it; where text stands already, it is asked to go on from there. */
async function* ask(
  progress: Progress,
  attempt: Pick<Question, 'candidate' | 'without'>,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, AnswerEnd> {
  const { plan, text: partial } = progress;
  const trimmer = partial === '' ? undefined : new OverlapTrimmer(partial);
  const messages = trimmer === undefined ? plan.messages : continuationMessages(plan.messages, partial);
  const onCharge = (charge: Charge) => progress.charges.push(charge);
  const nextNumber = () => ++progress.attempts;
  const mayWait = nobodyElse(progress.queue, progress.outOfRoom);
  const events = answer({ ...attempt, plan, messages, onCharge, nextNumber, mayWait }, tools, signal);
  try {
    let next = await events.next();
    for (; !next.done; next = await events.next()) {
      const event = next.value;
      if (event.type !== 'attempt') progress.firstTokenAt ??= tools.clock.monotonic();
      if (event.type === 'text') {
        const shown = show(progress, trimmer === undefined ? event.delta : trimmer.push(event.delta));
        if (shown !== undefined) yield shown;
      } else {
        if (event.type === 'reasoning') progress.reasoning = true;
        else if (event.type === 'toolCall') progress.toolCalls = true;
        yield event;
      }
    }
    const rest = show(progress, trimmer?.flush() ?? '');
    if (rest !== undefined) yield rest;
    const end = next.value;
    if (end.finishReason !== 'contentFilter') return end;
    const filtered = filteredError(end.vendor);
    if (afterFailure(progress.queue, filtered, plan).queue.length === 0) return end;
    throw filtered;
  } finally {
    // Closes the connection when the reader stops reading.
    await events.return(undefined as never);
  }
}

function show(progress: Progress, delta: string): StrategyEvent | undefined {
  if (delta === '') return undefined;
  progress.text += delta;
  return { type: 'text', delta };
}

/**
 * After a failure: the same target once more where the user allows it, else the next; what was shown is taken back if
 * the reader can. Returns the error that ends the request: nobody else to ask, or a stop that came while waiting.
 */
async function* moveOn(
  progress: Progress,
  failedCandidate: Candidate,
  error: SwitchyardError,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, SwitchyardError | undefined> {
  const remaining = afterFailure(progress.queue, error, progress.plan);
  const waitMs = progress.retried ? undefined : retryDelay(error, progress.plan);
  progress.retried = waitMs !== undefined;
  if (waitMs === undefined) {
    progress.queue = remaining.queue;
    progress.refused = [];
    progress.clamped = false;
    progress.failures.push(...remaining.passedOver);
  }
  const [next] = progress.queue;
  if (next === undefined) return error;
  const afterCharacters = progress.text.length;
  if (next !== failedCandidate) {
    const { id: from } = failedCandidate.model;
    yield { type: 'fallback', from, to: next.model.id, error: error.info, afterCharacters };
  }
  yield* takeBack(progress);
  if (!waitMs) return undefined;
  try {
    await sleep(waitMs, tools.clock, signal);
    return undefined;
  } catch (stopped) {
    if (SwitchyardError.is(stopped, 'cancelled')) return stopped;
    throw stopped;
  }
}

/** Somebody took the room that a model still had when this request was decided: whoever has some is asked before it. */
function* passOver(
  progress: Progress,
  { model }: Candidate,
  { info: error }: SwitchyardError,
): Generator<StrategyEvent, boolean> {
  if (nobodyElse(progress.queue, progress.outOfRoom)) return false;
  progress.outOfRoom.add(model.id);
  progress.queue = behindOthers(progress.queue, progress.outOfRoom);
  Object.assign(progress, { refused: [], clamped: false, retried: false });
  const to = progress.queue[0]?.model.id;
  if (to === undefined || to === model.id) return true;
  yield { type: 'fallback', from: model.id, to, error, afterCharacters: progress.text.length };
  return true;
}

/** Takes back what a broken attempt has shown, where the reader allows it; elsewhere the next model continues. */
function* takeBack(progress: Progress): Generator<StrategyEvent> {
  if (!progress.plan.request.retractable) return;
  const { text, reasoning, toolCalls } = progress;
  if (text !== '' || reasoning || toolCalls) yield { type: 'retract', characters: text.length };
  Object.assign(progress, { text: '', reasoning: false, toolCalls: false });
}

/** How long to wait before asking the same target once more; undefined: ask another. */
function retryDelay(error: SwitchyardError, { resilience }: Plan): number | undefined {
  const { kind, retryAfterMs } = error;
  if (CONSEQUENCES[kind].after === 'stop') return undefined;
  if (retryAfterMs !== undefined && retryAfterMs > 0 && retryAfterMs <= resilience.retryAfterUpToMs) {
    return retryAfterMs;
  }
  return resilience.retryServerErrorOnce && (kind === 'server' || kind === 'network') ? 0 : undefined;
}

function answered({ plan, charges, firstTokenAt }: Progress, { model }: Candidate, end: AnswerEnd): Outcome {
  const firstTokenMs = firstTokenAt === null ? null : firstTokenAt - plan.startedAt;
  return { type: 'answered', model, end, firstTokenMs, charges };
}

/** The end without an answer. */
function failed(
  { failures, charges }: Progress,
  error = new SwitchyardError('noTarget', say('no model can take this request')),
): Outcome {
  return { type: 'failed', error, failures, charges };
}
