/** What a scenario's faults are timed by; `fast` is for a run between two changes, `full` is the published one. */
export interface Timings {
  readonly retryAfterS: number;
  readonly slowFirstTokenMs: number;
  readonly stallMs: number;
  readonly silenceMs: number;
  readonly outageMs: number;
  readonly tokenMs: number;
}

export type Profile = 'fast' | 'full';

/** The profiles of `failoverbench/wall.py`, version 0.1. */
export const TIMINGS: Readonly<Record<Profile, Timings>> = {
  full: {
    retryAfterS: 2,
    slowFirstTokenMs: 20_000,
    stallMs: 30_000,
    silenceMs: 120_000,
    outageMs: 60_000,
    tokenMs: 15,
  },
  fast: { retryAfterS: 2, slowFirstTokenMs: 3000, stallMs: 4000, silenceMs: 15_000, outageMs: 6000, tokenMs: 5 },
};

/** Counts of tokens, the same in both profiles. */
export const CUT_AFTER = 40;
export const STALL_AFTER = 20;
export const MALFORMED_AT = 10;
