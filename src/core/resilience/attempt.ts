import { SwitchyardError } from '../chat/errors.ts';
import { totalTokens } from '../chat/usage.ts';
import type { Clock } from '../ports/clock.ts';
import type { Provider, ProviderCall, ProviderEvent } from '../ports/provider.ts';
import { say } from '../words.ts';
import { type Deadlines, DeadlineWatch, GRACE_MS } from './deadlines.ts';
import { AbortRace } from './raceAbort.ts';

/** How an answer ended, in its provider's words. */
type End = Extract<ProviderEvent, { type: 'finish' | 'fault' }>;

/** What an attempt lets through: a fault becomes its error. */
export type AttemptEvent = Exclude<ProviderEvent, { type: 'fault' }>;

/**
 * One provider call under its deadlines. Yields what the dialect yields, its `finish` last (usage that comes after it is
 * waited for a moment longer), and never returns without one; throws a `SwitchyardError` for a late, cut, empty or
 * stopped answer and for one whose provider says that it failed. The connection is closed whenever this ends early, also
 * when the reader stops reading.
 */
export async function* attempt(
  open: () => Promise<Provider>,
  call: Omit<ProviderCall, 'onActivity'>,
  deadlines: Deadlines,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<AttemptEvent, void> {
  const controller = new AbortController();
  const onStop = () => controller.abort(SwitchyardError.cancelled());
  if (signal.aborted) throw SwitchyardError.cancelled();
  signal.addEventListener('abort', onStop, { once: true });
  const watch = new DeadlineWatch(deadlines, clock, (error) => controller.abort(error));
  const race = new AbortRace(controller.signal);
  const seen = { words: false, usage: false, toolCall: false };
  let end: End | undefined;
  let closed = false;
  try {
    const provider = await race.run(open());
    const events = provider.stream({ ...call, onActivity: () => watch.activity() }, controller.signal);
    const iterator = events[Symbol.asyncIterator]();
    for (;;) {
      const next = await race.run(iterator.next());
      // An aborted call ends normally in some SDKs: the signal is the truth.
      if (controller.signal.aborted) throw controller.signal.reason;
      if (next.done) {
        closed = true;
        break;
      }
      const event = next.value;
      if (event.type === 'finish' || event.type === 'fault') {
        // Who says that the answer failed is believed, also after its end.
        if (end === undefined || event.type === 'fault') end = event;
        watch.over(seen.usage ? GRACE_MS.usage : GRACE_MS[event.type]);
        continue;
      }
      if (event.type === 'usage') {
        // Zeros are a form of saying nothing.
        seen.usage ||= totalTokens(event.usage) > 0;
        if (end !== undefined) watch.over(GRACE_MS.usage);
      } else if (event.type === 'text' || event.type === 'reasoning' || event.type === 'toolCall') {
        // What comes after a fault belongs to no answer.
        if (end?.type === 'fault') continue;
        seen.words ||= event.type !== 'reasoning';
        seen.toolCall ||= event.type === 'toolCall';
        watch.spoke(event.type === 'reasoning' ? 'thoughts' : 'words');
      }
      yield event;
    }
  } catch (error) {
    // What breaks or stays silent after the answer's end was said takes nothing away from it.
    if (end === undefined) throw error;
  } finally {
    watch.stop();
    race.dispose();
    signal.removeEventListener('abort', onStop);
    // Closes the connection when the answer was not read to its end.
    if (!closed && !controller.signal.aborted) controller.abort(SwitchyardError.cancelled());
  }
  yield wholeEnd(end, seen);
}

/** The end of an answer that is whole. Throws for any other. */
function wholeEnd(
  end: End | undefined,
  seen: { readonly words: boolean; readonly usage: boolean; readonly toolCall: boolean },
): AttemptEvent {
  if (end === undefined) throw new SwitchyardError('protocol', say('the answer broke off without its end'));
  if (end.type === 'fault') throw end.error;
  // Gateways pass an upstream's failure off as an empty success that nobody was billed for, thoughts or not.
  if (end.reason !== 'contentFilter' && !seen.words && !seen.usage) {
    throw new SwitchyardError('protocol', say('the answer was empty'));
  }
  if (end.reason === 'toolCalls' && !seen.words) {
    throw new SwitchyardError('protocol', say('it was to call tools and called none'));
  }
  // Some vendors call it an ordinary end although tools were called.
  return end.reason === 'stop' && seen.toolCall ? { type: 'finish', reason: 'toolCalls' } : end;
}
