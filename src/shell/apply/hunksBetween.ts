import type { Hunk, HunkLine } from '../../core/apply/hunk.ts';
import { lineEdits, linesOf } from './lineEdits.ts';

/** How many unchanged lines stand around a change. */
const CONTEXT = 3;

/** The hunks that turn one text into the other. */
export function hunksBetween(before: string, after: string): Hunk[] {
  const old = linesOf(before);
  const hunks: { from: number; to: number; lines: HunkLine[] }[] = [];
  for (const { start, end, text } of lineEdits(before, after)) {
    let hunk = hunks.at(-1);
    if (hunk === undefined || start - hunk.to > 2 * CONTEXT) {
      if (hunk !== undefined) hunk.lines.push(...kept(old, hunk.to, hunk.to + CONTEXT));
      const from = Math.max(0, start - CONTEXT);
      hunk = { from, to: start, lines: kept(old, from, start) };
      hunks.push(hunk);
    } else {
      hunk.lines.push(...kept(old, hunk.to, start));
    }
    hunk.lines.push(...old.slice(start, end).map((line) => hunkLine('-', line)));
    hunk.lines.push(...linesOf(text).map((line) => hunkLine('+', line)));
    hunk.to = end;
  }
  const last = hunks.at(-1);
  last?.lines.push(...kept(old, last.to, last.to + CONTEXT));
  // As `diff` counts: without old lines the line before is named.
  const startOf = (from: number, lines: readonly HunkLine[]) =>
    from + (lines.every(({ sign }) => sign === '+') ? 0 : 1);
  return hunks.map(({ from, lines }) => ({ oldStart: startOf(from, lines), section: '', lines }));
}

function kept(lines: readonly string[], from: number, to: number): HunkLine[] {
  return lines.slice(from, to).map((line) => hunkLine(' ', line));
}

function hunkLine(sign: HunkLine['sign'], line: string): HunkLine {
  const text = line.replace(/\r?\n$/, '');
  return line.endsWith('\n') ? { sign, text } : { sign, text, open: true };
}
