import { SwitchyardError } from '../chat/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Provider, ProviderCall, ProviderEvent } from '../ports/provider.ts';
import { say } from '../words.ts';
import { type Deadlines, DeadlineWatch } from './deadlines.ts';
import { AbortRace } from './raceAbort.ts';

/**
 * One provider call under its deadlines. Yields what the dialect yields and returns only after a `finish`; throws a
 * `SwitchyardError` for a late, cut or stopped answer. The connection is closed whenever this ends early, also when
 * the reader stops reading.
 */
export async function* attempt(
  open: () => Promise<Provider>,
  call: Omit<ProviderCall, 'onActivity'>,
  deadlines: Deadlines,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<ProviderEvent, void> {
  const controller = new AbortController();
  const onStop = () => controller.abort(SwitchyardError.cancelled());
  if (signal.aborted) throw SwitchyardError.cancelled();
  signal.addEventListener('abort', onStop, { once: true });
  const watch = new DeadlineWatch(deadlines, clock, (error) => controller.abort(error));
  const race = new AbortRace(controller.signal);
  let finished = false;
  try {
    const provider = await race.run(open());
    const events = provider.stream({ ...call, onActivity: () => watch.activity() }, controller.signal);
    const iterator = events[Symbol.asyncIterator]();
    for (;;) {
      const next = await race.run(iterator.next());
      // An aborted call ends normally in some SDKs: the signal is the truth.
      if (controller.signal.aborted) throw controller.signal.reason;
      if (next.done) break;
      const event = next.value;
      if (event.type === 'finish') finished = true;
      else if (event.type !== 'usage') watch.spoke();
      yield event;
    }
    if (!finished) throw new SwitchyardError('protocol', say('the answer broke off without its end'));
  } finally {
    watch.stop();
    race.dispose();
    signal.removeEventListener('abort', onStop);
    // Closes the connection when the answer was not read to its end; a no-op otherwise.
    if (!controller.signal.aborted) controller.abort(SwitchyardError.cancelled());
  }
}
