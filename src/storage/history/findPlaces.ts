import { foldText } from './foldText.ts';
import { searchWords } from './searchText.ts';
import type { Segment } from './segment.ts';

const UNSPACED = /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
const BEFORE = 40;
const AFTER = 120;

/** Finds each word of what was typed in a folded text, from its beginning; what parts `foo_bar` does not matter. */
export function searchPatterns(typed: string): RegExp[] {
  return searchWords(typed).map((word) => {
    const parts = foldText(word).match(/[\p{L}\p{N}]+/gu) ?? [];
    const start = UNSPACED.test(parts[0] ?? '') ? '' : '(?<![\\p{L}\\p{N}])';
    return new RegExp(start + parts.join('[^\\p{L}\\p{N}]+'), 'gu');
  });
}

/** The text with what the patterns find in it marked, blanks joined. */
export function markPlaces(text: string, patterns: readonly RegExp[]): Segment[] {
  const folded = foldText(text);
  const places = patterns
    .flatMap((pattern) => [...folded.matchAll(pattern)])
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .sort((a, b) => a.start - b.start);
  const segments: Segment[] = [];
  const add = (piece: string, marked: boolean) => {
    if (piece !== '') segments.push({ text: piece.replace(/\s+/g, ' '), marked });
  };
  let at = 0;
  for (const { start, end } of places) {
    if (start < at) continue;
    add(text.slice(at, start), false);
    add(text.slice(start, end), true);
    at = end;
  }
  add(text.slice(at), false);
  return segments;
}

/** The surroundings of the first place that a pattern finds; empty when none does. */
export function snippetOf(text: string, patterns: readonly RegExp[], folded = foldText(text)): Segment[] {
  const places = patterns.map((pattern) => folded.search(pattern)).filter((place) => place !== -1);
  if (places.length === 0) return [];
  const first = Math.min(...places);
  // Not in the middle of a word.
  const from = first <= BEFORE ? 0 : first - BEFORE + Math.max(0, text.slice(first - BEFORE, first).search(/\s/));
  const piece = markPlaces(text.slice(from, first + AFTER).trim(), patterns);
  return from === 0 ? piece : [{ text: '…', marked: false }, ...piece];
}
