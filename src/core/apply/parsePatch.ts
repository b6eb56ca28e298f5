import { plainLines } from './fileLines.ts';
import type { FilePatch, Hunk, HunkLine } from './hunk.ts';

const HUNK = /^@@+(?:\s+-(\d+)(?:,(\d+))?\s+\+\d+(?:,(\d+))?)?\s*(?:\.\.\.)?\s*(?:@@+ ?(.*))?$/;
const HEADING =
  /^(?:diff --git |index [0-9a-f]+\.\.|new file mode|deleted file mode|old mode|new mode|similarity index|rename (?:from|to) |Index: |={60,}$)/;

interface Draft {
  oldPath: string | undefined;
  newPath: string | undefined;
  creates: boolean;
  deletes: boolean;
  hunks: { oldStart?: number; section: string; lines: DraftLine[] }[];
}

/** `bare`: it had no sign of its own. */
type DraftLine = HunkLine & { readonly bare?: true };

/**
 * The files and hunks of a unified diff as models write it: counts and numbers in hunk headers may be wrong or missing,
 * context lines may lack their blank, and headers may be absent altogether. Empty where nothing looks like a patch.
 */
export function parsePatch(text: string): FilePatch[] {
  const files: Draft[] = [];
  let file: Draft | undefined;
  const lines = plainLines(text);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const next = lines[index + 1] ?? '';
    if (line.startsWith('--- ') && next.startsWith('+++ ')) {
      file = begin(files, line.slice(4), next.slice(4));
      index++;
      continue;
    }
    const header = HUNK.exec(line);
    if (header !== null) {
      file ??= begin(files);
      const start = header[1] === undefined ? undefined : Number(header[1]);
      const hunk = { ...(start === undefined ? {} : { oldStart: start }), section: header[4] ?? '', lines: [] };
      file.hunks.push(hunk);
      if (start !== undefined)
        index += counted(lines, index + 1, Number(header[2] ?? 1), Number(header[3] ?? 1), hunk.lines);
      continue;
    }
    if (HEADING.test(line)) {
      // A new file begins: its first hunk must not be taken for another of the one before.
      if (line.startsWith('diff --git ')) file = undefined;
      continue;
    }
    if (file === undefined) {
      if (!/^[+-]/.test(line)) continue;
      file = begin(files);
    }
    if (file.hunks.length === 0) file.hunks.push({ section: '', lines: [] });
    take(file.hunks.at(-1)?.lines ?? [], line);
  }
  return files.map((one) => ({ ...one, hunks: one.hunks.map(trimmed).filter(changes) })).filter(isPatch);
}

/** Whether a text reads as a unified diff, whatever its block calls itself. */
export function looksLikePatch(text: string): boolean {
  return (
    (/^@@+(?: -\d|.*@@)/m.test(text) && /^[+-]/m.test(text)) || (/^--- \S/m.test(text) && /^\+\+\+ \S/m.test(text))
  );
}

function take(lines: DraftLine[], line: string): void {
  const last = lines.at(-1);
  if (line.startsWith('\\')) {
    if (last !== undefined) lines[lines.length - 1] = { ...last, open: true };
    return;
  }
  const sign = line[0];
  if (sign === ' ' || sign === '-' || sign === '+') lines.push({ sign, text: line.slice(1) });
  else lines.push({ sign: ' ', text: line, bare: true });
}

/**
 * Takes as many lines as the header counts, if that comes out even, and tells how many: then a line that only looks like a
 * header is known to be none. Where the counts are wrong nothing is taken.
 */
function counted(lines: readonly string[], from: number, old: number, fresh: number, into: DraftLine[]): number {
  const taken: DraftLine[] = [];
  let index = from;
  let [missingOld, missingNew] = [old, fresh];
  for (; index < lines.length && (missingOld > 0 || missingNew > 0 || lines[index]?.startsWith('\\')); index++) {
    const line = lines[index] ?? '';
    if (!/^(?:[-+ \\]|$)/.test(line)) return 0;
    take(taken, line);
    if (line.startsWith('\\')) continue;
    if (!line.startsWith('+')) missingOld--;
    if (!line.startsWith('-')) missingNew--;
  }
  const isEven = missingOld === 0 && missingNew === 0;
  if (!isEven || /^(?:[+ ]|-(?!-- ))/.test(lines[index] ?? '')) return 0;
  into.push(...taken);
  return index - from;
}

/** Blank lines without a sign at a hunk's end are the block's, not the file's. */
function trimmed({ lines, ...rest }: Draft['hunks'][number]): Hunk {
  const end = lines.findLastIndex((line) => line.bare !== true || line.text !== '') + 1;
  return { ...rest, lines: lines.slice(0, end).map(({ bare: _, ...line }) => line) };
}

function changes(hunk: Hunk): boolean {
  return hunk.lines.some(({ sign }) => sign !== ' ');
}

function isPatch(file: FilePatch): boolean {
  return file.hunks.length > 0 || file.creates || file.deletes;
}

function begin(files: Draft[], old = '', fresh = ''): Draft {
  const [from, to] = [pathOf(old), pathOf(fresh)];
  // Git writes `a/` and `b/`; a folder may have such a name too, but not two different ones for one file.
  const prefixed = (from === undefined || from.startsWith('a/')) && (to === undefined || to.startsWith('b/'));
  const strip = (path: string | undefined) => (prefixed ? path?.slice(2) : path);
  const file: Draft = {
    oldPath: strip(from),
    newPath: strip(to),
    creates: old !== '' && isNothing(old),
    deletes: fresh !== '' && isNothing(fresh),
    hunks: [],
  };
  files.push(file);
  return file;
}

function isNothing(header: string): boolean {
  return /^\/dev\/null(?:\s|$)/.test(header.trim());
}

/** The path of a header, without its time stamp and quotes. */
function pathOf(header: string): string | undefined {
  const path =
    header
      .split('\t', 1)[0]
      ?.trim()
      .replace(/^"(.*)"$/, '$1') ?? '';
  return path === '' || isNothing(header) ? undefined : path;
}
