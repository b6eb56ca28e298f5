import { type FileLine, splitLines } from './fileLines.ts';
import { type Closeness, findLines, shiftBetween, shifted } from './findLines.ts';
import { type Hint, hinted } from './hint.ts';
import { type Hunk, oldLines } from './hunk.ts';
import { nearestMiss } from './nearestMiss.ts';
import type { Placement, PlacementFailure } from './placement.ts';
import { type Region, replaceLines } from './replaceLines.ts';

/** Context lines that may be wrong at each end of a hunk, as `patch` allows. */
const FUZZ = 2;

/** Where a hunk was found. */
export interface PlacedHunk {
  readonly start: number;
  readonly end: number;
  readonly closeness: Closeness;
  /** The hunk without the context that did not fit. */
  readonly hunk: Hunk;
  /** How many lines of context were left out before it. */
  readonly dropped: number;
}

interface Situation {
  readonly texts: readonly string[];
  readonly placed: readonly PlacedHunk[];
  /** How far below its header's line the hunk before was found. */
  readonly drift: number;
  readonly hint: Hint | undefined;
}

/**
 * Applies hunks where their old lines stand: at the line their header names if that fits, else where they are found, with
 * other blanks and with wrong context at the ends if need be. Kept lines stay as the text has them.
 */
export function placeHunks(text: string, hunks: readonly Hunk[], hint?: Hint): Placement {
  const lines = splitLines(text);
  const texts = lines.map((line) => line.text);
  const located = locateHunks(texts, hunks, hint);
  const failure = located.find((one) => 'kind' in one);
  if (failure !== undefined) return { ok: false, failure };
  const placed = located.filter((one): one is PlacedHunk => !('kind' in one));
  return {
    ok: true,
    how: 'patch',
    exact: placed.every(({ closeness, hunk }, index) => closeness === 'exact' && hunk === hunks[index]),
    text: replaceLines(
      lines,
      placed.map((one) => regionOf(one, lines)),
      finalNewline(placed, lines),
    ),
  };
}

/** For each hunk where it stands among these lines, or why it does not. */
export function locateHunks(
  texts: readonly string[],
  hunks: readonly Hunk[],
  hint?: Hint,
): (PlacedHunk | PlacementFailure)[] {
  const placed: PlacedHunk[] = [];
  let drift = 0;
  return hunks.map((hunk, index) => {
    const found = place(hunk, { texts, placed, drift, hint });
    if ('kind' in found) return numbered(found, index + 1, hunks.length);
    placed.push(found);
    if (hunk.oldStart !== undefined && oldLines(hunk).length > 0)
      drift = found.start - found.dropped - (hunk.oldStart - 1);
    return found;
  });
}

function place(hunk: Hunk, situation: Situation): PlacedHunk | PlacementFailure {
  const { texts, placed } = situation;
  const old = oldLines(hunk);
  if (old.every((line) => line.trim() === '')) return insertion(hunk, old, situation);
  for (const { variant, dropped } of variants(hunk)) {
    const needle = oldLines(variant);
    const found = findLines(texts, needle);
    if (found === undefined) continue;
    const free = found.at.filter((at) => placed.every(({ start, end }) => at >= end || at + needle.length <= start));
    if (free.length === 0) continue;
    const start = choose(free, needle.length, dropped, hunk, situation);
    if (start === undefined) return { kind: 'ambiguous', part: 1, parts: 1, places: free.map((at) => at + 1) };
    return { start, end: start + needle.length, closeness: found.closeness, hunk: variant, dropped };
  }
  return { kind: 'missing', part: 1, parts: 1, ...nearestMiss(texts, old, hunk.oldStart) };
}

/** A hunk without old lines goes where its header says; an empty text has only one place. */
function insertion(hunk: Hunk, old: readonly string[], { texts, drift }: Situation): PlacedHunk | PlacementFailure {
  const at = (start: number): PlacedHunk => ({ start, end: start + old.length, closeness: 'exact', hunk, dropped: 0 });
  if (texts.length === 0) return { ...at(0), end: 0 };
  if (hunk.oldStart === undefined) return { kind: 'noPlace' };
  // A header with an old length of zero names the line before.
  const start = (old.length === 0 ? hunk.oldStart : hunk.oldStart - 1) + drift;
  const stands = old.every((line, offset) => texts[start + offset] === line);
  if (start >= 0 && start <= texts.length && stands) return at(start);
  return { kind: 'missing', part: 1, parts: 1, expected: old[0] ?? '', near: Math.min(hunk.oldStart, texts.length) };
}

/** The hunk as it is, then with less and less context at its ends, while a line that is not blank remains. */
function variants(hunk: Hunk): { variant: Hunk; dropped: number }[] {
  const { lines } = hunk;
  const first = lines.findIndex(({ sign }) => sign !== ' ');
  const last = lines.findLastIndex(({ sign }) => sign !== ' ');
  const all: { variant: Hunk; dropped: number; total: number }[] = [];
  for (let head = 0; head <= Math.min(FUZZ, first); head++) {
    for (let tail = 0; tail <= Math.min(FUZZ, lines.length - 1 - last); tail++) {
      const variant = head + tail === 0 ? hunk : { ...hunk, lines: lines.slice(head, lines.length - tail) };
      if (oldLines(variant).some((line) => line.trim() !== ''))
        all.push({ variant, dropped: head, total: head + tail });
    }
  }
  return all.sort((a, b) => a.total - b.total);
}

function choose(
  places: readonly number[],
  length: number,
  dropped: number,
  hunk: Hunk,
  { texts, placed, drift, hint }: Situation,
): number | undefined {
  if (places.length === 1) return places[0];
  const near = hinted(places, length, hint);
  if (near !== undefined) return near;
  if (hunk.oldStart !== undefined) {
    const expected = hunk.oldStart - 1 + dropped + drift;
    const [best, second] = places
      .map((at) => ({ at, distance: Math.abs(at - expected) }))
      .sort((a, b) => a.distance - b.distance);
    if (best !== undefined && second !== undefined && best.distance * 2 < second.distance) return best.at;
  }
  const section = hunk.section.trim();
  const heads = section === '' ? [] : [...texts.keys()].filter((index) => texts[index]?.includes(section));
  const [head] = heads;
  if (heads.length === 1 && head !== undefined) {
    const below = places.find((at) => at >= head);
    if (below !== undefined) return below;
  }
  const after = places.filter((at) => at >= (placed.at(-1)?.end ?? Number.POSITIVE_INFINITY));
  return after.length === 1 ? after[0] : undefined;
}

function regionOf({ start, end, closeness, hunk }: PlacedHunk, lines: readonly FileLine[]): Region {
  const old = oldLines(hunk);
  const moves = closeness === 'indented' || closeness === 'blanks';
  const texts = lines.map((line) => line.text);
  const shift = moves ? shiftBetween(old, texts, start) : undefined;
  const fresh: (FileLine | string)[] = [];
  let at = start;
  for (const { sign, text } of hunk.lines) {
    if (sign === '+') fresh.push(shift === undefined ? text : shifted(text, shift));
    else {
      const kept = lines[at++];
      if (sign === ' ' && kept !== undefined) fresh.push(kept);
    }
  }
  return { start, end, lines: fresh };
}

/** Only a hunk at the end of the text that marks a line as the last one says whether a newline follows it. */
function finalNewline(placed: readonly PlacedHunk[], lines: readonly FileLine[]): boolean | undefined {
  const hunk = placed.find(({ end }) => end === lines.length)?.hunk;
  if (hunk === undefined || !hunk.lines.some(({ open }) => open)) return undefined;
  return hunk.lines.findLast(({ sign }) => sign !== '-')?.open !== true;
}

function numbered(failure: PlacementFailure, part: number, parts: number): PlacementFailure {
  return failure.kind === 'noPlace' ? failure : { ...failure, part, parts };
}
