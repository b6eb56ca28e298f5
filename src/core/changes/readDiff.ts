/** One file of a unified diff, as Git writes it. */
export interface FileDiff {
  /** The new path; the old one where the file was deleted. */
  readonly path: string;
  readonly state: 'added' | 'deleted' | 'changed' | 'binary';
  readonly hunks: readonly Hunk[];
}

/** A stretch of changed lines with what stands around them. */
export interface Hunk {
  /** The first line of the new text, counted from one. */
  readonly start: number;
  /** Lines with Git's sign before each: a blank, `+` or `-`. */
  readonly lines: readonly string[];
}

/** The files of a diff in Git's form; what is no diff is passed over. */
export function readDiff(text: string): FileDiff[] {
  return text
    .split(/^(?=diff --git )/m)
    .filter((part) => part.startsWith('diff --git '))
    .map(readFile);
}

function readFile(part: string): FileDiff {
  const lines = part.split('\n');
  const head = lines.slice(0, Math.max(1, firstHunk(lines)));
  const after = pathIn(head, '+++ ');
  const before = pathIn(head, '--- ');
  const path = after ?? before ?? pathOf(lines[0] ?? '');
  if (head.some((line) => /^(?:Binary files |GIT binary patch)/.test(line)))
    return { path, state: 'binary', hunks: [] };
  const state = head.some((line) => line.startsWith('new file'))
    ? 'added'
    : head.some((line) => line.startsWith('deleted file'))
      ? 'deleted'
      : 'changed';
  return { path, state, hunks: readHunks(lines.slice(head.length)) };
}

function firstHunk(lines: readonly string[]): number {
  const index = lines.findIndex((line) => line.startsWith('@@ '));
  return index < 0 ? lines.length : index;
}

function readHunks(lines: readonly string[]): Hunk[] {
  const hunks: { start: number; lines: string[] }[] = [];
  for (const line of lines) {
    const header = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (header !== null) hunks.push({ start: Number(header[1]), lines: [] });
    else if (/^[ +-]/.test(line)) hunks.at(-1)?.lines.push(line);
  }
  return hunks;
}

/** The path behind `+++ ` or `--- `, without its `a/` (or `diff.mnemonicPrefix`'s letters); undefined for `/dev/null`. */
function pathIn(head: readonly string[], sign: string): string | undefined {
  const line = head.find((candidate) => candidate.startsWith(sign))?.slice(sign.length);
  const path = line === undefined ? undefined : unquoted(line.replace(/\t.*$/, ''));
  return path === undefined || path === '/dev/null' ? undefined : path.replace(/^[abciow]\//, '');
}

/** `diff --git a/PATH b/PATH`: all there is for binary files, renames and changed modes. */
function pathOf(line: string): string {
  return unquoted(/ "?[bciow]\/(.+?)"?$/.exec(line)?.[1] ?? line);
}

/** Git quotes paths with special characters like C does, unless `core.quotePath` is off. */
function unquoted(path: string): string {
  if (!path.startsWith('"')) return path;
  const bytes: number[] = [];
  for (const [, octal, escaped, plain] of path.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([\s\S])/gu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else bytes.push(...new TextEncoder().encode(escaped === undefined ? plain : (ESCAPES[escaped] ?? escaped)));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
