import { charKind, KIND } from './charKind.ts';
import { letterSurprise } from './letterSurprise.ts';

/** What the number of a text's tokens depends on: how often each of these is in it. */
export const FEATURES = [
  // Latin words by what stands before them (vocabularies hold them with their space); in camelCase each hump is one.
  'spacedWord',
  'gluedWord',
  'firstWord',
  'hump',
  // How unlike English the letters of words follow each other, in bits, and how much of that is beyond a common word's.
  'surprise',
  'longSurprise',
  'accented',
  'digit',
  'digitGroup',
  'punctuationRun',
  'otherPunctuation',
  'samePunctuation',
  'lineBreak',
  'indent',
  'longBlank',
  'cyrillicWord',
  'cyrillic',
  'greek',
  'arabic',
  'devanagari',
  'indic',
  'thai',
  'southEastAsian',
  'han',
  'kana',
  'hangulWord',
  'hangul',
  'fullWidth',
  'symbol',
  'astral',
  'other',
] as const;

export type Feature = (typeof FEATURES)[number];
/** How often each of them is in a text, in their order. */
export type TextFeatures = Float64Array;

/** The place of each of them. */
const AT = Object.fromEntries(FEATURES.map((feature, at) => [feature, at])) as Readonly<Record<Feature, number>>;

/** Bits that a word has in common vocabularies for nothing. */
const COMMON_WORD_BITS = 8;

/** Kinds whose every character counts alike. */
const SINGLE: Readonly<Record<number, number>> = {
  [KIND.greek]: AT.greek,
  [KIND.arabic]: AT.arabic,
  [KIND.devanagari]: AT.devanagari,
  [KIND.indic]: AT.indic,
  [KIND.thai]: AT.thai,
  [KIND.southEastAsian]: AT.southEastAsian,
  [KIND.han]: AT.han,
  [KIND.kana]: AT.kana,
  [KIND.fullWidth]: AT.fullWidth,
  [KIND.symbol]: AT.symbol,
  [KIND.astral]: AT.astral,
  [KIND.other]: AT.other,
};

/** The features of an empty text. */
export function noFeatures(): TextFeatures {
  return new Float64Array(FEATURES.length);
}

/** Adds a text's features to those found so far: one walk over it, about 10 ms for a million characters. */
export function addFeatures(found: TextFeatures, text: string): void {
  let before = 0;
  for (let start = 0; start < text.length; ) {
    const kind = charKind(text.charCodeAt(start));
    const end = addRun(found, text, start, kind, before);
    before = isLatin(kind) ? KIND.lower : kind;
    start = end;
  }
}

/** Counts what begins here and returns where it ends. */
function addRun(found: TextFeatures, text: string, start: number, kind: number, before: number): number {
  if (isLatin(kind)) return addWord(found, text, start, before);
  const single = SINGLE[kind];
  if (single !== undefined) add(found, single, 1);
  if (single !== undefined || kind === KIND.secondHalf) return start + 1;
  const end = runEnd(text, start, kind);
  const length = end - start;
  switch (kind) {
    case KIND.digit:
      add(found, AT.digit, length);
      add(found, AT.digitGroup, Math.ceil(length / 3));
      break;
    case KIND.blank:
      if (length > 1 || text[start] === '\t') add(found, AT.indent, 1);
      add(found, AT.longBlank, Math.ceil(length / 8) - 1);
      break;
    case KIND.lineBreak:
      add(found, AT.lineBreak, 1);
      break;
    case KIND.cyrillic:
      add(found, AT.cyrillicWord, 1);
      add(found, AT.cyrillic, length);
      break;
    case KIND.hangul:
      add(found, AT.hangulWord, 1);
      add(found, AT.hangul, length);
      break;
    default:
      addPunctuation(found, text, start, end);
  }
  return end;
}

function addWord(found: TextFeatures, text: string, start: number, before: number): number {
  let surprise = 0;
  let letter = 0;
  let kind = 0;
  let end = start;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    const next = charKind(unit);
    if (!isLatin(next) || (next === KIND.upper && kind === KIND.lower)) break;
    if (next === KIND.accented) add(found, AT.accented, 1);
    const nextLetter = next === KIND.accented ? 0 : (unit | 0x20) - 0x60;
    surprise += letterSurprise(letter, nextLetter);
    letter = nextLetter;
    kind = next;
  }
  surprise += letterSurprise(letter, 0);
  add(found, wordAfter(before), 1);
  add(found, AT.surprise, surprise);
  add(found, AT.longSurprise, Math.max(0, surprise - COMMON_WORD_BITS));
  return end;
}

function wordAfter(before: number): number {
  if (before === KIND.blank) return AT.spacedWord;
  if (before === KIND.lower) return AT.hump;
  return before === KIND.punctuation || before === KIND.fullWidth || before === KIND.symbol
    ? AT.gluedWord
    : AT.firstWord;
}

function addPunctuation(found: TextFeatures, text: string, start: number, end: number): void {
  add(found, AT.punctuationRun, 1);
  for (let at = start + 1; at < end; at++) {
    add(found, text.charCodeAt(at) === text.charCodeAt(at - 1) ? AT.samePunctuation : AT.otherPunctuation, 1);
  }
}

function runEnd(text: string, start: number, kind: number): number {
  let end = start + 1;
  while (end < text.length && charKind(text.charCodeAt(end)) === kind) end += 1;
  return end;
}

function isLatin(kind: number): boolean {
  return kind >= KIND.lower && kind <= KIND.accented;
}

function add(found: TextFeatures, at: number, count: number): void {
  found[at] = (found[at] ?? 0) + count;
}
