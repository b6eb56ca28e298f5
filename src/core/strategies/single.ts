import type { Charge } from '../accounting/meter.ts';
import { SwitchyardError } from '../chat/errors.ts';
import { filteredError } from '../chat/filteredError.ts';
import { WholeCharacters } from '../prompt/wholeCharacters.ts';
import { CONSEQUENCES } from '../resilience/failover.ts';
import { sleep } from '../resilience/sleep.ts';
import { isOverLimit } from './admit.ts';
import { admittedFirst, letGo } from './admittedFirst.ts';
import { answer } from './answer.ts';
import { askedOf, mendRequest, seamFor } from './asking.ts';
import type { AttemptTools } from './attemptTools.ts';
import { hedged, hedgeFor } from './hedging.ts';
import { nobodyElse, passOver } from './passOver.ts';
import {
  type Asked,
  answered,
  begin,
  failed,
  isStuck,
  lastWord,
  type Progress,
  remainingAfter,
  takeBack,
  turnTo,
} from './progress.ts';
import { afterFailure } from './queue.ts';
import type { AnswerEnd, Outcome, Plan, Strategy, StrategyEvent } from './strategy.ts';

/** Asks one model after the other until one gives a whole answer; where the user wants it, a second beside a late one. */
export function single(tools: AttemptTools): Strategy {
  return async function* (plan, signal) {
    const progress = begin(plan);
    progress.queue = admittedFirst(progress.queue, tools.breaker, plan.request.id);
    try {
      return yield* askInTurn(progress, tools, signal);
    } finally {
      // Its turn may not have come.
      letGo(progress.queue[0], tools.breaker, plan.request.id);
    }
  };
}

async function* askInTurn(
  progress: Progress,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, Outcome> {
  for (;;) {
    const [candidate] = progress.queue;
    if (candidate === undefined) return failed(progress);
    const asked = askedOf(candidate, progress, tools.memory);
    progress.asked = asked;
    progress.stood = progress.text.length;
    try {
      const end = yield* ask(progress, asked, tools, signal);
      return answered(progress, progress.asked.candidate, end);
    } catch (error) {
      if (!SwitchyardError.is(error)) throw error;
      if (error.kind === 'cancelled') return failed(progress, error);
      // Whoever stopped while the usage of a failure was waited for wants no other model.
      if (signal.aborted) return failed(progress, SwitchyardError.cancelled());
      if (mendRequest(progress, error, tools.memory)) continue;
      if (isOverLimit(error) && (yield* passOver(progress, error))) continue;
      progress.failures.push({ ...error.info, model: progress.asked.candidate.model.id });
      if (isStuck(progress, error)) return failed(progress, error);
      const stopped = yield* moveOn(progress, error, tools, signal);
      if (stopped !== undefined) return failed(progress, stopped);
    }
  }
}

/** One attempt as the reader sees it; where text stands already, it is asked to go on from there. */
async function* ask(
  progress: Progress,
  asked: Asked,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, AnswerEnd> {
  const { plan, charges } = progress;
  const seam = seamFor(progress, asked);
  const characters = new WholeCharacters();
  const nextNumber = () => ++progress.attempts;
  const onCharge = (charge: Charge) => void charges.push(charge);
  const mayWait = plan.othersFollow === undefined && nobodyElse(progress.queue, progress.outOfRoom);
  const hedge = mayWait ? undefined : hedgeFor(progress, asked, tools);
  const events =
    hedge === undefined
      ? answer({ ...asked, plan, nextNumber, onCharge, mayWait }, tools, signal)
      : hedged(progress, asked, hedge, tools, signal);
  try {
    let next = await events.next();
    for (; !next.done; next = await events.next()) {
      const event = next.value;
      if (event.type !== 'attempt' && event.type !== 'fallback') progress.firstTokenAt ??= tools.clock.monotonic();
      if (event.type === 'text') {
        const shown = show(progress, characters.push(seam === undefined ? event.delta : seam.push(event.delta)));
        if (shown !== undefined) yield shown;
      } else {
        if (event.type === 'reasoning') progress.reasoning = true;
        else if (event.type === 'toolCall') progress.toolCalls = true;
        yield event;
      }
    }
    const rest = show(progress, characters.push(seam?.flush() ?? ''));
    if (rest !== undefined) yield rest;
    const end = next.value;
    if (end.finishReason !== 'contentFilter') return end;
    const filtered = filteredError(end.vendor);
    if (isStuck(progress, filtered) || afterFailure(progress.queue, filtered, plan).queue.length === 0) return end;
    throw filtered;
  } finally {
    // Closes the connection when the reader stops reading.
    await events.return(undefined as never);
    letGo(asked.candidate, tools.breaker, plan.request.id);
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
  error: SwitchyardError,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, SwitchyardError | undefined> {
  const [failedCandidate] = progress.queue;
  const waitMs = progress.retried ? undefined : retryDelay(error, progress.plan);
  if (waitMs === undefined) {
    turnTo(progress, remainingAfter(progress, error));
    progress.queue = admittedFirst(progress.queue, tools.breaker, progress.plan.request.id);
  } else progress.retried = true;
  const [next] = progress.queue;
  if (next === undefined) return lastWord(progress, error);
  const afterCharacters = progress.text.length;
  if (failedCandidate !== undefined && next !== failedCandidate) {
    const { id: from } = failedCandidate.model;
    yield { type: 'fallback', from, to: next.model.id, error: error.info, afterCharacters };
  }
  yield* takeBack(progress, error);
  if (!waitMs) return undefined;
  try {
    await sleep(waitMs, tools.clock, signal);
    return undefined;
  } catch (stopped) {
    if (SwitchyardError.is(stopped, 'cancelled')) return stopped;
    throw stopped;
  }
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
