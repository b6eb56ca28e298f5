import { type FileLine, joinLines, lineEndOf } from './fileLines.ts';

/** Lines from `start` up to but without `end` become these: kept lines of the text, or new ones as plain text. */
export interface Region {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly (FileLine | string)[];
}

/**
 * The text with its regions replaced; every other line stays to the last blank. New lines get the ends that the text uses,
 * and the text ends with a newline or without one as it did, unless said otherwise.
 */
export function replaceLines(lines: readonly FileLine[], regions: readonly Region[], finalNewline?: boolean): string {
  const eol = lineEndOf(lines);
  const result: FileLine[] = [];
  let next = 0;
  for (const { start, end, lines: fresh } of [...regions].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result.push(...lines.slice(next, start));
    result.push(...fresh.map((line): FileLine => (typeof line === 'string' ? { text: line, end: eol } : line)));
    next = end;
  }
  result.push(...lines.slice(next));
  const hasFinal = finalNewline ?? lines.at(-1)?.end !== '';
  return joinLines(
    result.map((line, index): FileLine => {
      if (index < result.length - 1) return line.end === '' ? { ...line, end: eol } : line;
      if (!hasFinal) return { ...line, end: '' };
      return line.end === '' ? { ...line, end: eol } : line;
    }),
  );
}
