/** What the index keeps of one chat. Times are milliseconds. */
export interface HistoryEntry {
  readonly id: string;
  readonly title: string;
  /** What was asked last. */
  readonly question: string;
  /** Everything asked and answered, to be searched. */
  readonly text: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly pinned: boolean;
  readonly archived: boolean;
  readonly workspace: { readonly key: string; readonly name: string } | null;
  /** Full ids of the models that answered, the newest first. */
  readonly models: readonly string[];
  readonly tasks: readonly string[];
  /** A newer Switchyard wrote it: more than this cannot be read here. */
  readonly newer: boolean;
}

/** How a file looked when it was indexed: another size or time means that it has to be read again. */
export interface Stamp {
  readonly mtimeMs: number;
  readonly size: number;
}
