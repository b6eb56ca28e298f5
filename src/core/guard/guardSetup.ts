/** What is checked. */
export const GUARDED = ['input', 'output'] as const;
export type Guarded = (typeof GUARDED)[number];

/** What follows from an unsafe verdict. */
export const ON_UNSAFE = ['block', 'warn'] as const;

/** A model that judges what goes to every other model and what comes from it. */
export interface GuardSetup {
  /** Its full id. */
  readonly model: string;
  readonly check: readonly Guarded[];
  readonly onUnsafe: (typeof ON_UNSAFE)[number];
  /** How much of an answer is held back until it was judged, in UTF-16 code units. */
  readonly windowCharacters: number;
  /** What follows where the guard cannot be asked. */
  readonly ifUnavailable: 'block' | 'allow';
  /** Why it can never be asked. */
  readonly fault?: string;
}

/** What the guard said; `unavailable` where it could not be asked or understood. */
export type Verdict =
  | { readonly type: 'safe' }
  | { readonly type: 'unsafe'; readonly categories: readonly string[] }
  | { readonly type: 'unavailable'; readonly reason: string };
