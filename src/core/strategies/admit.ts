import type { AttemptEvent } from '../chat/chatEvent.ts';
import { SwitchyardError } from '../chat/errors.ts';
import { isLease, type Lease, type Limiter } from '../limits/limiter.ts';
import { type Full, fullWords } from '../limits/room.ts';
import { needOf } from '../limits/roomFirst.ts';
import type { Clock } from '../ports/clock.ts';
import { sleep } from '../resilience/sleep.ts';
import type { Candidate } from '../routing/candidates.ts';
import { say } from '../words.ts';

/** Nobody waits longer than this for a limit, nor longer than the provider's answers may take. */
const LONGEST_WAIT_MS = 120_000;
/** Where nobody knows when there will be room, it is looked for this often. */
const LOOK_MS = 100;

type Waits = Pick<AttemptEvent, 'waitsFor' | 'waitMs' | 'waitedMs'>;

/** A call that may be made now. */
interface Admitted {
  readonly lease: Lease;
  /** What its event tells of the wait. */
  readonly waited: Waits;
}

interface Wish {
  readonly candidate: Candidate;
  /** The event that it is asked, or that it waits. */
  readonly asked: (waits: Waits) => AttemptEvent;
  /** Nobody else is left to ask. */
  readonly mayWait: boolean;
}

/**
 * A place for a call within its provider's limits. Where there is none now, throws the
 * `rateLimit` error that sends the request elsewhere; where nobody else is left, tells of the wait and waits, but never
 * beyond what is worth waiting for. Rejects with `cancelled` as soon as the signal stops.
 */
export async function* admit(
  { candidate, asked, mayWait }: Wish,
  { limiter, clock }: { readonly limiter: Limiter; readonly clock: Clock },
  signal: AbortSignal,
): AsyncGenerator<AttemptEvent, Admitted> {
  const { provider } = candidate;
  const need = needOf(candidate);
  const start = clock.monotonic();
  const until = start + Math.min(LONGEST_WAIT_MS, provider.timeouts.totalMs ?? LONGEST_WAIT_MS);
  let waited = {};
  for (let told = false; ; told = true) {
    let given = await limiter.acquire(provider, need, signal);
    if (isLease(given)) return { lease: given, waited };
    if (!mayWait) throw overLimit(given);
    const left = until - clock.monotonic();
    const waitMs = given.freeInMs ?? LOOK_MS;
    if (waitMs > left) {
      const full = given;
      // What a vendor said a while ago is no reason not to ask it.
      if (full.hearsay) given = await limiter.acquire(provider, need, signal, true);
      if (isLease(given)) return { lease: given, waited };
      throw overLimit(full);
    }
    const isKnown = given.freeInMs !== undefined;
    if (isKnown || !told) yield asked({ waitsFor: given.reason, ...(isKnown ? { waitMs } : {}) });
    await sleep(waitMs, clock, signal);
    waited = { waitedMs: Math.round(clock.monotonic() - start) };
  }
}

/** The code of the error of a request that found a limit reached: nobody was asked. */
const OVER_LIMIT = 'over_limit';

/** Whether a request was not sent because of a limit that is reached. */
export function isOverLimit(error: SwitchyardError): boolean {
  return error.details.code === OVER_LIMIT;
}

function overLimit(full: Full): SwitchyardError {
  const message = say('not asked: {0}', fullWords(full));
  return new SwitchyardError('rateLimit', message, { code: OVER_LIMIT, retryAfterMs: full.freeInMs });
}
