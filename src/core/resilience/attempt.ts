import { SwitchyardError } from '../chat/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Provider, ProviderCall, ProviderEvent } from '../ports/provider.ts';
import { say } from '../words.ts';
import { type Deadlines, DeadlineWatch } from './deadlines.ts';
import { AbortRace } from './raceAbort.ts';

/**
 * One provider call under its deadlines. Yields what the dialect yields, its `finish` last (usage that comes after it is
 * waited for a moment longer), and never returns without one; throws a
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
  let finish: ProviderEvent | undefined;
  let ended = false;
  try {
    const provider = await race.run(open());
    const events = provider.stream({ ...call, onActivity: () => watch.activity() }, controller.signal);
    const iterator = events[Symbol.asyncIterator]();
    for (;;) {
      const next = await race.run(iterator.next());
      // An aborted call ends normally in some SDKs: the signal is the truth.
      if (controller.signal.aborted) throw controller.signal.reason;
      if (next.done) {
        ended = true;
        break;
      }
      const event = next.value;
      if (event.type === 'finish') {
        finish = event;
        watch.finished();
        continue;
      }
      if (event.type !== 'usage') watch.spoke();
      yield event;
    }
    if (finish === undefined) throw new SwitchyardError('protocol', say('the answer broke off without its end'));
  } catch (error) {
    // What breaks or stays silent after the answer's end was said takes nothing away from it.
    if (finish === undefined) throw error;
  } finally {
    watch.stop();
    race.dispose();
    signal.removeEventListener('abort', onStop);
    // Closes the connection when the answer was not read to its end.
    if (!ended && !controller.signal.aborted) controller.abort(SwitchyardError.cancelled());
  }
  if (finish !== undefined) yield finish;
}
