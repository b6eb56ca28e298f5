/** Something in a text that not everybody should read. */
export interface Leak {
  readonly type: 'secret' | 'personal';
  /** What it is, in a word: `github`, `email`, `iban`. */
  readonly kind: string;
  /** Itself: it must never be shown, logged or kept. */
  readonly value: string;
}

/** What was found in a text. */
export interface Examined {
  readonly leaks: readonly Leak[];
  /** Some of it was not looked at: there was too much of it. */
  readonly incomplete?: true;
}

/** Looks for secrets and personal data. Rejects as an abort when `signal` stops. */
export type LeakDetector = (texts: readonly string[], signal: AbortSignal) => Promise<readonly Examined[]>;

/** Finds nothing. */
export const NO_LEAK_DETECTOR: LeakDetector = async (texts) => texts.map(() => ({ leaks: [] }));
