/** A model that is tried instead of the best one. */
export interface Try {
  readonly model: string;
  /** What the best one is expected to cost, in nano-dollars. */
  readonly usualNano: number;
  /** What the try is expected to cost beyond that; never below zero. */
  readonly extraNano: number;
}

/** What trying other models costs. Never throws. */
export interface TryBook {
  /** What tries have cost today beyond the usual, in all windows; those under way as expected. Read within a decision: O(1). */
  extraToday(): number;
  /** A request is sent as a try. */
  note(requestId: string, tried: Try): void;
}
