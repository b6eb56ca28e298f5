/** A line of a hunk: kept, taken away or added. */
export interface HunkLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
  /** It was marked as the last one, without a newline after it. */
  readonly open?: true;
}

/** A piece of a patch. */
export interface Hunk {
  /** Where its old lines begin by its header, counted from 1; models count badly, so it is a hint. */
  readonly oldStart?: number;
  /** What stands behind the second `@@`: a line above, usually a function's first. */
  readonly section: string;
  readonly lines: readonly HunkLine[];
}

/** What a patch says about one file. */
export interface FilePatch {
  /** Undefined for `/dev/null` and where no path is given. */
  readonly oldPath: string | undefined;
  readonly newPath: string | undefined;
  /** It names `/dev/null` as the old file. */
  readonly creates: boolean;
  /** It names `/dev/null` as the new file. */
  readonly deletes: boolean;
  readonly hunks: readonly Hunk[];
}

export function oldLines(hunk: Hunk): string[] {
  return hunk.lines.filter(({ sign }) => sign !== '+').map(({ text }) => text);
}
