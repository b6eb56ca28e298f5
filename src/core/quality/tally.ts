import type { Evidence } from '../ports/qualityStore.ts';

const DAY_MS = 86_400_000;

/**
 * After this time an outcome counts half: long enough that a task that comes up twice a week keeps a dozen outcomes, short
 * enough that a model that a vendor changed behind its name is judged anew within a season.
 */
export const HALF_LIFE_MS = 60 * DAY_MS;

/** Sums of outcomes as they count at a moment. They decay exponentially, so that the single outcomes need not be kept. */
export interface Tally extends Evidence {
  readonly at: number;
}

export const NOTHING: Tally = { good: 0, bad: 0, at: 0 };

/** What is left of an outcome; a clock that was set back makes nothing more than it was. */
export function shareLeft(from: number, to: number): number {
  return to <= from ? 1 : 0.5 ** ((to - from) / HALF_LIFE_MS);
}

/** The same tally as it counts at another moment. */
export function decayedTo({ good, bad, at }: Tally, now: number): Tally {
  const left = shareLeft(at, now);
  return { good: good * left, bad: bad * left, at: now };
}

/** A tally with outcomes more, or less where they are negative. */
export function withOutcome(tally: Tally, { good, bad }: Evidence, now: number): Tally {
  const then = decayedTo(tally, now);
  return { good: Math.max(0, then.good + good), bad: Math.max(0, then.bad + bad), at: now };
}
