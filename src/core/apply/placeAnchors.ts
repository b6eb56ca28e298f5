import { splitLines } from './fileLines.ts';
import { indentOf, sameLine } from './findLines.ts';
import { type Hint, hinted } from './hint.ts';
import { dedent, indented, indentUnit } from './indentation.ts';
import type { Placement } from './placement.ts';
import { replaceLines } from './replaceLines.ts';

/** Less than this of a region's lines in common with the fragment, and its first and last line agree by chance. */
const COMMON = 0.3;

/** Replaces what begins and ends with the same lines as the fragment; undefined where there is no such region, or no likeness. */
export function placeAnchors(text: string, block: readonly string[], hint?: Hint): Placement | undefined {
  const fragment = dedent(block);
  const [first, last] = [fragment[0] ?? '', fragment.at(-1) ?? ''];
  if (fragment.length < 2 || !/[\p{L}\p{N}]{2}/u.test(first)) return undefined;
  const lines = splitLines(text);
  const texts = lines.map((line) => line.text);
  const regions = [...texts.keys()]
    .filter((start) => sameLine(texts[start] ?? '', first, 'blanks'))
    .map((start) => ({ start, end: endFrom(texts, start, last, indentOf(last).length) }))
    .filter(({ start, end }) => end > start + 1 && likeness(texts.slice(start, end), fragment) >= COMMON);
  const [only] = regions;
  if (only === undefined) return undefined;
  const starts = regions.map(({ start }) => start);
  const at = regions.length === 1 ? only.start : hinted(starts, 1, hint);
  const region = regions.find(({ start }) => start === at);
  if (region === undefined) {
    return { ok: false, failure: { kind: 'ambiguous', part: 1, parts: 1, places: starts.map((start) => start + 1) } };
  }
  const fresh = indented(fragment, indentOf(texts[region.start] ?? ''), indentUnit(texts));
  return { ok: true, how: 'anchors', exact: true, text: replaceLines(lines, [{ ...region, lines: fresh }]) };
}

/** The line after the nearest one that is the fragment's last, at the same depth below the region's first. */
function endFrom(texts: readonly string[], start: number, last: string, depth: number): number {
  const base = indentOf(texts[start] ?? '').length;
  const end = texts.findIndex(
    (line, index) => index > start && sameLine(line, last, 'blanks') && indentOf(line).length - base === depth,
  );
  return end + 1;
}

/** The share of the fragment's lines that the region has too, or the other way round: whichever is more. */
function likeness(region: readonly string[], fragment: readonly string[]): number {
  const worded = (lines: readonly string[]) => lines.map((line) => line.trim()).filter((line) => line !== '');
  const [a, b] = [worded(region), worded(fragment)];
  const shared = b.filter((line) => a.includes(line)).length;
  return shared / Math.max(1, Math.min(a.length, b.length));
}
