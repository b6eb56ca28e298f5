/** One finished request to a model, as far as its usual range is concerned; null where it says nothing of a measure. */
export interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly failed: boolean | null;
  readonly firstTokenMs: number | null;
  readonly totalMs: number | null;
  /** Integer nano-dollars. */
  readonly costNano: number | null;
  /** The answer was asked for again. */
  readonly redone: boolean | null;
}

/** What is measured of a model. */
export type Metric = 'errors' | 'firstToken' | 'total' | 'cost' | 'redone';

/** A model's measure that has left its usual range: shares of 1, milliseconds, or nano-dollars. */
export interface Unusual {
  readonly metric: Metric;
  /** The share of the latest requests, or their median. */
  readonly now: number;
  readonly usual: number;
  /** How many latest requests that is of. */
  readonly of: number;
}
