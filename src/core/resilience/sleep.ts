import { SwitchyardError } from '../chat/errors.ts';
import type { Clock } from '../ports/clock.ts';

/** Waits, but rejects at once with `cancelled` when the signal aborts. */
export function sleep(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(SwitchyardError.cancelled());
    const stop = () => {
      cancel();
      reject(SwitchyardError.cancelled());
    };
    const cancel = clock.schedule(ms, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}
