import type { Counted, LearntLimit, Start } from '../limits/limits.ts';

/** What came of a call that asked to be counted. */
export type Admission<Refusal> = { readonly id: number } | { readonly refusal: Refusal } | 'busy';

/**
 * Where calls are counted, for every process that shares it. Nothing here throws or waits: where it cannot be written,
 * calls are let through.
 */
export interface LimitStore {
  /** What is known of a provider: its calls since then and those that still run, oldest first. */
  counted(provider: string, since: number): Counted;
  /**
   * Adds a call unless `refuse` finds a reason against it; no other process adds one between the two. `busy`: another one
   * is writing just now.
   */
  add<Refusal>(
    provider: string,
    start: Start,
    since: number,
    refuse: (counted: Counted) => Refusal | undefined,
  ): Admission<Refusal>;
  /** The calls go on until then at least. */
  renew(ids: readonly number[], leaseUntil: number): void;
  /** The call is over, and used so much; without `used` what was expected stays. */
  end(id: number, used?: Pick<Start, 'inputTokens' | 'outputTokens'>): void;
  /** Replaces what was known of these limits. */
  learn(provider: string, limits: readonly LearntLimit[]): void;
}
