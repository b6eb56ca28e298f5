import type { Clock } from '../ports/clock.ts';
import type { LimitStore } from '../ports/limitStore.ts';
import { sleep } from '../resilience/sleep.ts';
import type { ProviderSetup } from '../routing/setup.ts';
import { type Counted, KEPT_MS, type Need, type SeenLimit, type Start, scopeOf } from './limits.ts';
import { type Full, fullness, recentCalls, shareLeft } from './room.ts';

/** A provider, as far as its limits go. */
type Limited = Pick<ProviderSetup, 'id' | 'limits' | 'pool'>;

/** A call's place among those that its provider takes; whoever holds it gives it back. */
export interface Lease {
  /** The call is over; without `used` it counts as what was expected. May be called again, which does nothing. */
  end(used?: Pick<Start, 'inputTokens' | 'outputTokens'>): void;
}

/** What stands at one moment, read once for each provider. */
export interface LimitPicture {
  /** What stands in the way of a call; undefined where there is room. */
  full(provider: Limited, need: Need): Full | undefined;
  /** The share of its limits that a provider has left, 0 to 1, and how many calls it had in the last minute. */
  load(provider: Limited, model: string): { readonly share: number; readonly calls: number };
}

/** A call whose process has died counts as running for no longer than this. */
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
/** A store that stays busy for so many tries is out of order: the call is let through. */
const BUSY_TRIES = 100;
const BUSY_MS = 5;

const NOT_COUNTED: Lease = { end() {} };

/** Keeps calls within the limits that users set and vendors tell, together with every process that shares the store. */
export class Limiter {
  readonly #store: LimitStore;
  readonly #clock: Clock;
  readonly #held = new Set<number>();
  #cancelRenewal: () => void = () => {};

  constructor(store: LimitStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  picture(): LimitPicture {
    const now = this.#clock.now();
    const known = new Map<string, Counted>();
    const counted = ({ id }: Limited) => {
      const read = known.get(id) ?? this.#store.counted(id, now - KEPT_MS);
      known.set(id, read);
      return read;
    };
    return {
      full: (provider, need) => fullness(provider.limits, counted(provider), need, now),
      load: (provider, model) => ({
        share: shareLeft(provider.limits, counted(provider), model, now),
        calls: recentCalls(counted(provider), now),
      }),
    };
  }

  /** A place for a call, or why there is none now. `force` takes one in any case. Rejects with `cancelled` when stopped. */
  async acquire(provider: Limited, need: Need, signal: AbortSignal, force = false): Promise<Lease | Full> {
    for (let tries = BUSY_TRIES; ; tries--) {
      const now = this.#clock.now();
      if (!this.#counts(provider, now)) return NOT_COUNTED;
      const start: Start = { ...need, at: now, leaseUntil: now + LEASE_MS };
      const admission = this.#store.add(provider.id, start, now - KEPT_MS, (counted) =>
        force ? undefined : fullness(provider.limits, counted, need, now),
      );
      if (admission !== 'busy') return 'refusal' in admission ? admission.refusal : this.#lease(admission.id);
      if (tries === 0) return NOT_COUNTED;
      await sleep(BUSY_MS, this.#clock, signal);
    }
  }

  /** Takes down what an answer's headers said; `since` is when its request was sent. */
  learn(provider: string, model: string, seen: readonly SeenLimit[], since: number): void {
    if (seen.length === 0) return;
    const at = this.#clock.now();
    const learnt = seen.map(({ per, resetMs, ...limit }) => ({
      ...limit,
      ...{ scope: scopeOf(per, model), since, at, resetAt: at + resetMs },
    }));
    this.#store.learn(provider, learnt);
  }

  /** Where nothing limits a provider and nobody shares with it, nothing is written. */
  #counts({ id, limits, pool }: Limited, now: number): boolean {
    if (pool !== undefined || Object.keys(limits).length > 0) return true;
    return this.#store.counted(id, now).learnt.some(({ resetAt }) => resetAt > now);
  }

  #lease(id: number): Lease {
    this.#held.add(id);
    if (this.#held.size === 1) this.#renewLater();
    return {
      end: (used) => {
        if (!this.#held.delete(id)) return;
        if (this.#held.size === 0) this.#cancelRenewal();
        this.#store.end(id, used);
      },
    };
  }

  #renewLater(): void {
    this.#cancelRenewal = this.#clock.schedule(RENEW_MS, () => {
      this.#store.renew([...this.#held], this.#clock.now() + LEASE_MS);
      this.#renewLater();
    });
  }
}

/** Whether a place was given. */
export function isLease(given: Lease | Full): given is Lease {
  return 'end' in given;
}
