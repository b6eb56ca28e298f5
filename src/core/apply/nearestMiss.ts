import { sameLine } from './findLines.ts';

/**
 * For lines that stand nowhere together: the place where most of them match from their beginning on (the nearest to
 * `expected`, a line counted from 1, among equals), and the first that does not match there.
 */
export function nearestMiss(
  among: readonly string[],
  lines: readonly string[],
  expected = 1,
): { readonly expected: string; readonly near: number; readonly at: number } {
  let best = { score: -1, distance: 0, at: 0, miss: 0 };
  for (let at = 0; at < Math.max(1, among.length); at++) {
    const matches = lines.map(
      (line, offset) => line.trim() !== '' && sameLine(among[at + offset] ?? '\0', line, 'blanks'),
    );
    const score = matches.filter(Boolean).length;
    const distance = Math.abs(at + 1 - expected);
    if (score < best.score || (score === best.score && distance >= best.distance)) continue;
    const miss = lines.findIndex((line, offset) => !sameLine(among[at + offset] ?? '\0', line, 'blanks'));
    best = { score, distance, at, miss: Math.max(0, miss) };
  }
  return {
    at: best.at,
    expected: (lines[best.miss] ?? '').trim(),
    near: Math.min(best.at + best.miss + 1, Math.max(1, among.length)),
  };
}
