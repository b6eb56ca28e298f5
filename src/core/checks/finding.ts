/** What looks at an answer before it is shown, the ones that cost nothing first. */
export const CHECKS = ['refusal', 'form', 'editor', 'confidence', 'agreement', 'judge'] as const;
export type CheckName = (typeof CHECKS)[number];

/** What a check found in an answer. */
export interface Finding {
  /** How good it holds the answer to be, 0…1: a fault that can be shown is 0. */
  readonly score: number;
  /** What speaks against it, in words that a reader and the next model understand. */
  readonly evidence?: string;
  /** Nobody is served by this answer, not even where there is no other. */
  readonly useless?: true;
}

/** A finding as it is told and kept, and whether the answer passed. */
export interface Verdict {
  readonly check: CheckName;
  readonly passed: boolean;
  readonly score: number;
  readonly evidence?: string;
}
