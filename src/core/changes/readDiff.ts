/** One file of a unified diff, as Git writes it. */
export interface FileDiff {
  /** The new path; the old one where the file was deleted. */
  readonly path: string;
  /** The old path of what was renamed or copied. */
  readonly from?: string;
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

const FILE = /^diff --(?:git|cc|combined) /;

/** The files of a diff in Git's form, those in conflict too; what is no diff is passed over. */
export function readDiff(text: string): FileDiff[] {
  // Not by `^`: that is also behind signs that Git takes for part of a line.
  return text
    .split(/(?<![^\n])(?=diff --(?:git|cc|combined) )/)
    .filter((part) => FILE.test(part))
    .map(readFile);
}

function readFile(part: string): FileDiff {
  const lines = part.replace(/\n$/, '').split('\n');
  const head = lines.slice(0, Math.max(1, firstHunk(lines)));
  const after = pathIn(head, '+++ ');
  const before = pathIn(head, '--- ');
  const path = after ?? before ?? pathOf(lines[0] ?? '');
  const moved = head.map((line) => /^(?:rename|copy) from (.+)$/.exec(line)?.[1]).find((old) => old !== undefined);
  const from = moved === undefined ? before : unquoted(moved);
  const named = { path, ...(from === undefined || from === path ? {} : { from }) };
  if (head.some((line) => /^(?:Binary files |GIT binary patch)/.test(line)))
    return { ...named, state: 'binary', hunks: [] };
  const state = head.some((line) => line.startsWith('new file'))
    ? 'added'
    : head.some((line) => line.startsWith('deleted file'))
      ? 'deleted'
      : 'changed';
  return { ...named, state, hunks: readHunks(lines.slice(head.length)) };
}

function firstHunk(lines: readonly string[]): number {
  const index = lines.findIndex((line) => /^@@+ /.test(line));
  return index < 0 ? lines.length : index;
}

function readHunks(lines: readonly string[]): Hunk[] {
  const hunks: { start: number; lines: string[] }[] = [];
  // A file in conflict has a column of signs for each of its sides.
  let columns = 1;
  let isInside = false;
  for (const line of lines) {
    const header = /^(@@+) .*?\+(\d+)(?:,\d+)? @@/.exec(line);
    if (header !== null) {
      columns = (header[1] ?? '').length - 1;
      hunks.push({ start: Number(header[2]), lines: [] });
      isInside = true;
    } else if (isInside && (line === '' || /^[ +-]/.test(line))) {
      // With `diff.suppressBlankEmpty` an empty line has no sign.
      const signs = line.slice(0, columns);
      const sign = signs.includes('-') ? '-' : signs.includes('+') ? '+' : ' ';
      hunks.at(-1)?.lines.push(sign + line.slice(columns));
    } else if (!line.startsWith('\\')) {
      // With `diff.submodule` a submodule's log may follow.
      isInside = false;
    }
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
  const combined = /^diff --(?:cc|combined) (.+)$/.exec(line)?.[1];
  if (combined !== undefined) return unquoted(combined);
  const quoted = / ("[bciow]\/(?:[^"\\]|\\.)*")$/.exec(line)?.[1];
  if (quoted !== undefined) return unquoted(quoted).slice(2);
  return / [bciow]\/(.+?)$/.exec(line)?.[1] ?? line;
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

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
