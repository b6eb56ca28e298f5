import type { Finding } from './readFindings.ts';

/** Lines that were reviewed, counted from one, both included. */
export interface ReviewedLines {
  readonly start: number;
  readonly end: number;
}

/** A number that is off by so many lines still means what stands there. */
const NEAR = 3;

/**
 * The lines that a finding is about in a text as it is now, counted from one; undefined where it fits nothing that was
 * reviewed. What the finding quotes counts more than its numbers: models miscount.
 */
export function placeFinding(
  { line, endLine, quote }: Pick<Finding, 'line' | 'endLine' | 'quote'>,
  lines: readonly string[],
  reviewed: readonly ReviewedLines[],
): ReviewedLines | undefined {
  const length = endLine - line;
  const quoted = quote === undefined ? undefined : nearestQuoted(quote, line, { lines, reviewed });
  const start = quoted ?? nearestReviewed(line, reviewed);
  if (start === undefined || start > lines.length) return undefined;
  const range = reviewed.find((piece) => start >= piece.start && start <= piece.end);
  return { start, end: Math.min(start + length, range?.end ?? start, lines.length) };
}

function nearestQuoted(
  quote: string,
  line: number,
  { lines, reviewed }: { lines: readonly string[]; reviewed: readonly ReviewedLines[] },
): number | undefined {
  const wanted = squeezed(quote);
  const found = reviewed.flatMap(({ start, end }) =>
    lines.slice(start - 1, end).flatMap((text, index) => (matches(squeezed(text), wanted) ? [start + index] : [])),
  );
  return found.sort((a, b) => Math.abs(a - line) - Math.abs(b - line))[0];
}

/** The same line, or enough of it. */
function matches(text: string, wanted: string): boolean {
  if (wanted.length < 3) return text === wanted;
  return text === wanted || (wanted.length >= 8 && text.includes(wanted));
}

function squeezed(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[+-] /, '');
}

function nearestReviewed(line: number, reviewed: readonly ReviewedLines[]): number | undefined {
  const clamped = reviewed.map(({ start, end }) => Math.min(Math.max(line, start), end));
  const [nearest] = clamped.sort((a, b) => Math.abs(a - line) - Math.abs(b - line));
  return nearest !== undefined && Math.abs(nearest - line) <= NEAR ? nearest : undefined;
}
