import { SwitchyardError } from '../chat/errors.ts';
import type { Outcome, Strategy, StrategyEvent } from '../strategies/strategy.ts';
import type { Guard } from './guard.ts';
import { JudgedQueue } from './judgedQueue.ts';

/** What comes first: the answer's next event, or the guard's verdict. */
type News =
  | { readonly type: 'event'; readonly next: IteratorResult<StrategyEvent, Outcome> }
  /** `stopped`: nobody waited for the verdict. */
  | { readonly type: 'judged'; readonly stopped: boolean };

/**
 * A strategy whose words are held back until the guard has judged them, a window at a time while more comes in. What is
 * refused is never yielded: what was shown before it is taken back where that can be, the call is stopped, and the request
 * fails with `contentFilter`. Where the guard only warns, nothing is held back.
 */
export function guarded(strategy: Strategy, guard: Guard): Strategy {
  const { check, onUnsafe, windowCharacters } = guard.setup;
  if (!check.includes('output')) return strategy;
  const warns = onUnsafe === 'warn';
  return async function* (plan, signal) {
    const refused = new AbortController();
    const events = strategy(plan, AbortSignal.any([signal, refused.signal]));
    const queue = new JudgedQueue(warns, (text) => guard.hide(text));
    const window = warns ? Number.POSITIVE_INFINITY : windowCharacters;
    let reading: Promise<News> | undefined;
    let judging: Promise<News> | undefined;
    let outcome: Outcome | undefined;
    try {
      for (;;) {
        yield* queue.released();
        if (outcome !== undefined && judging === undefined && queue.unjudged === 0) return outcome;
        const isDue = outcome === undefined ? queue.unjudged >= window : queue.unjudged > 0;
        if (judging === undefined && isDue) judging = judge(queue, guard, signal);
        if (outcome === undefined) reading ??= events.next().then((next) => ({ type: 'event', next }));
        const news = await Promise.race([reading, judging].filter((promise) => promise !== undefined));
        if (news.type === 'judged') {
          judging = undefined;
          if (news.stopped) {
            outcome ??= await rest(events, reading);
            return stopped(outcome);
          }
          const { refusal, shown } = queue;
          if (refusal === undefined) continue;
          refused.abort();
          outcome ??= await rest(events, reading);
          if (plan.request.retractable && shown > 0) yield { type: 'retract', characters: shown };
          return { type: 'failed', error: refusal, failures: [], charges: outcome.charges };
        }
        reading = undefined;
        if (news.next.done) outcome = news.next.value;
        else queue.push(news.next.value);
      }
    } finally {
      // Nobody waits any more for what is on its way.
      reading?.catch(() => {});
      judging?.catch(() => {});
      refused.abort();
      // Closes the connection when the reader stops reading.
      if (outcome === undefined) await events.return(undefined as never);
    }
  };
}

async function judge(queue: JudgedQueue, guard: Guard, signal: AbortSignal): Promise<News> {
  const verdict = await guard.judgeOutput(queue.nextPiece(), signal);
  const stopped = signal.aborted && verdict.type === 'unavailable';
  if (!stopped) queue.judged(guard.refusal(verdict, 'output'));
  return { type: 'judged', stopped };
}

/** The end of an answer whose reader stopped it while it was judged: what was shown stays. */
function stopped(outcome: Outcome): Outcome {
  if (outcome.type === 'failed') return outcome;
  return { type: 'failed', error: SwitchyardError.cancelled(), failures: [], charges: outcome.charges };
}

/** How a strategy that was stopped ends: what it cost until then is known there. */
async function rest(
  events: AsyncGenerator<StrategyEvent, Outcome>,
  reading: Promise<News> | undefined,
): Promise<Outcome> {
  const news = await reading;
  if (news?.type === 'event' && news.next.done) return news.next.value;
  for (;;) {
    const next = await events.next();
    if (next.done) return next.value;
  }
}
