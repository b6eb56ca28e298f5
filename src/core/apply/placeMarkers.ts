import { splitLines } from './fileLines.ts';
import { indentOf, sameLine, shiftBetween, shifted } from './findLines.ts';
import type { Hint } from './hint.ts';
import { isAlike } from './isAlike.ts';
import { isMarker } from './markers.ts';
import { nearestMiss } from './nearestMiss.ts';
import type { Placement, PlacementFailure } from './placement.ts';
import { type Region, replaceLines } from './replaceLines.ts';
import { withoutBlankEnds } from './withoutBlankEnds.ts';

/** Between the ends of one piece, beyond what its own length explains. */
const LONGEST_GAP = 20;

/** Lines between two marks, and whether code was left out before and after them. */
interface Piece {
  readonly lines: readonly string[];
  readonly openBefore: boolean;
  readonly openAfter: boolean;
}

/**
 * Places a fragment in which marks stand for code that stays: each piece between marks holds on to the text by its first or
 * last lines, in order; what lies between those is replaced, what the marks stand for is untouched.
 */
export function placeMarkers(text: string, block: readonly string[], hint?: Hint): Placement {
  const lines = splitLines(text);
  const texts = lines.map((line) => line.text);
  const pieces = piecesOf(asDeep(block, texts));
  const regions: Region[] = [];
  let from = 0;
  for (const [index, piece] of pieces.entries()) {
    const region = placePiece(piece, { texts, from, isFirst: index === 0, hint });
    if ('kind' in region) {
      const failure = region.kind === 'noPlace' ? region : { ...region, part: index + 1, parts: pieces.length };
      return { ok: false, failure };
    }
    regions.push(region);
    from = region.end;
  }
  return { ok: true, how: 'markers', exact: true, text: replaceLines(lines, regions) };
}

function piecesOf(block: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let lines: string[] = [];
  let openBefore = false;
  const close = (openAfter: boolean) => {
    const trimmed = withoutBlankEnds(lines);
    if (trimmed.length > 0) pieces.push({ lines: trimmed, openBefore, openAfter });
    lines = [];
    openBefore = true;
  };
  for (const line of block) {
    if (isMarker(line)) close(true);
    else lines.push(line);
  }
  close(false);
  return pieces;
}

/** The block moved to where its first line stands, if that is one place: models often write a method as if it stood alone. */
function asDeep(block: readonly string[], texts: readonly string[]): readonly string[] {
  const first = block.find((line) => line.trim() !== '' && !isMarker(line));
  if (first === undefined) return block;
  const places = [...texts.keys()].filter((index) => sameLine(texts[index] ?? '', first, 'blanks'));
  const [at] = places;
  const shift = places.length === 1 && at !== undefined ? shiftBetween([first], texts, at) : undefined;
  return shift === undefined ? block : block.map((line) => shifted(line, shift));
}

function missing(texts: readonly string[], lines: readonly string[], from: number): PlacementFailure {
  return { kind: 'missing', part: 1, parts: 1, ...nearestMiss(texts, lines, from + 1) };
}

interface Situation {
  readonly texts: readonly string[];
  readonly from: number;
  readonly isFirst: boolean;
  readonly hint: Hint | undefined;
}

function placePiece(piece: Piece, { texts, from, isFirst, hint }: Situation): Region | PlacementFailure {
  const { lines } = piece;
  // The longest run of lines at either end that stands in the text.
  const head = anchor(texts, lines, from, 'head');
  const start = head === undefined ? undefined : pick(head.places, head.size, isFirst, hint);
  if (start === 'ambiguous')
    return { kind: 'ambiguous', part: 1, parts: 1, places: (head?.places ?? []).map((at) => at + 1) };
  const size = head?.size ?? 0;
  if (start !== undefined && size === lines.length) return { start, end: start, lines: [] };
  const rest = lines.slice(size);
  const after = start === undefined ? from : start + size;
  const tail = anchor(texts, rest, after, 'tail');
  const stop = tail === undefined ? undefined : pick(tail.places, tail.size, isFirst && start === undefined, hint);
  if (stop === 'ambiguous')
    return { kind: 'ambiguous', part: 1, parts: 1, places: (tail?.places ?? []).map((at) => at + 1) };
  if (start !== undefined && stop !== undefined && tail !== undefined) {
    // Held at both ends, but what lies between is far more than what would take its place: the end is another one.
    if (stop - after > LONGEST_GAP + 4 * rest.length) return missing(texts, rest, after);
    return { start: after, end: stop, lines: rest.slice(0, rest.length - tail.size) };
  }
  if (start !== undefined) {
    const replaced = rest.findLastIndex((line, offset) => isAlike(line, texts[after + offset] ?? '')) + 1;
    return { start: after, end: after + replaced, lines: rest };
  }
  if (stop !== undefined && tail !== undefined) {
    const fresh = lines.slice(0, lines.length - tail.size);
    const begin = Math.max(from, stop - fresh.length);
    const first = fresh.findIndex((line, offset) => isAlike(line, texts[stop - fresh.length + offset] ?? ''));
    return { start: first === -1 ? stop : Math.max(begin, stop - fresh.length + first), end: stop, lines: fresh };
  }
  return missing(texts, lines, from);
}

/** The most lines at the head or tail of a piece that stand together in the text, and every place where they begin. */
function anchor(
  texts: readonly string[],
  lines: readonly string[],
  from: number,
  side: 'head' | 'tail',
): { readonly size: number; readonly places: readonly number[] } | undefined {
  for (let size = lines.length; size > 0; size--) {
    const some = side === 'head' ? lines.slice(0, size) : lines.slice(lines.length - size);
    if ((side === 'head' ? some.at(-1) : some[0])?.trim() === '') continue;
    const places: number[] = [];
    for (let at = from; at + size <= texts.length; at++) if (stands(texts, some, at)) places.push(at);
    if (places.length > 0) return { size, places };
  }
  return undefined;
}

function stands(texts: readonly string[], lines: readonly string[], at: number): boolean {
  if (!lines.every((line, offset) => sameLine(texts[at + offset] ?? '\0', line, 'blanks'))) return false;
  // A bracket alone says where it closes only by its indentation.
  const isBracket = lines.every((line) => /^[\s{}()[\];,]*$/.test(line));
  return !isBracket || lines.every((line, offset) => indentOf(texts[at + offset] ?? '') === indentOf(line));
}

/** The first piece must be told apart from its likes; after it, the nearest place below is meant. */
function pick(
  places: readonly number[],
  size: number,
  isFirst: boolean,
  hint: Hint | undefined,
): number | 'ambiguous' | undefined {
  if (places.length <= 1 || !isFirst) return places[0];
  const near = hint && places.filter((at) => at + size >= hint.from && at + 1 <= hint.to);
  return near?.length === 1 ? near[0] : 'ambiguous';
}
