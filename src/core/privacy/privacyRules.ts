import type { Level } from './level.ts';

/** Who may get what is of a level: all that is named must hold; what is not known does not hold. */
export interface LevelRule {
  readonly trainsOnData?: false | undefined;
  readonly maxRetentionDays?: number | undefined;
  readonly regions?: readonly string[] | undefined;
  readonly localOnly?: boolean | undefined;
  /** Ids of providers; nobody else. */
  readonly providers?: readonly string[] | undefined;
}

/** What is replaced by placeholders before it is sent. */
export const REDACTIONS = ['off', 'secrets', 'secretsAndPersonal'] as const;
export type Redaction = (typeof REDACTIONS)[number];

/** The one of two that replaces more. */
export function stricterRedaction(one: Redaction, other: Redaction = 'off'): Redaction {
  return REDACTIONS.indexOf(other) > REDACTIONS.indexOf(one) ? other : one;
}

/** The user's policy, tightened by the workspace's. */
export interface PrivacyRules extends Policy {
  /** What the workspace demands of it, which nobody lifts by hand. */
  readonly workspace?: Policy;
}

interface Policy {
  /** Every rule of a level and of those below it must hold. */
  readonly levels: Readonly<Record<Level, readonly LevelRule[]>>;
  /** The level of a file by its path; `public`: paths that the built-in list names without reason. */
  readonly globs: Readonly<Record<Level, readonly string[]>>;
  readonly detect: { readonly secrets: Level | 'off'; readonly personalData: Level | 'off' };
  readonly redact: Redaction;
  /** The level of everything of which nothing else is known. */
  readonly defaultLevel: Level;
}

/** Demands nothing. */
export const NO_POLICY: Policy = {
  levels: { public: [], internal: [], confidential: [] },
  globs: { public: [], internal: [], confidential: [] },
  detect: { secrets: 'off', personalData: 'off' },
  redact: 'off',
  defaultLevel: 'public',
};

/** Out of the box: what is confidential goes to nobody who learns from it, secrets go nowhere, the rest is free. */
export const DEFAULT_PRIVACY: PrivacyRules = {
  levels: { public: [], internal: [], confidential: [{ trainsOnData: false }] },
  globs: { public: [], internal: [], confidential: [] },
  detect: { secrets: 'confidential', personalData: 'internal' },
  redact: 'secrets',
  defaultLevel: 'public',
};
