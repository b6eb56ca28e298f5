/** When an earlier answer to the same question is given instead of a new one. */
export const REPEATS = ['lastResort', 'always', 'never'] as const;

/** What the user wants of earlier answers. */
export interface RepeatSetup {
  readonly use: (typeof REPEATS)[number];
  readonly maxAgeMs: number;
  /** What all kept answers of all workspaces may take. */
  readonly maxBytes: number;
}
