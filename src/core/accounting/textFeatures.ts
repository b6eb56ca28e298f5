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
export type TextFeatures = Record<Feature, number>;

/** Bits that a word has in common vocabularies for nothing. */
const COMMON_WORD_BITS = 8;

/** Kinds whose every character counts alike. */
const SINGLE: Readonly<Record<number, Feature>> = {
  [KIND.greek]: 'greek',
  [KIND.arabic]: 'arabic',
  [KIND.devanagari]: 'devanagari',
  [KIND.indic]: 'indic',
  [KIND.thai]: 'thai',
  [KIND.southEastAsian]: 'southEastAsian',
  [KIND.han]: 'han',
  [KIND.kana]: 'kana',
  [KIND.fullWidth]: 'fullWidth',
  [KIND.symbol]: 'symbol',
  [KIND.astral]: 'astral',
  [KIND.other]: 'other',
};

/** The features of an empty text. */
export function noFeatures(): TextFeatures {
  return Object.fromEntries(FEATURES.map((feature) => [feature, 0])) as TextFeatures;
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
  if (single !== undefined) found[single] += 1;
  if (single !== undefined || kind === KIND.secondHalf) return start + 1;
  const end = runEnd(text, start, kind);
  const length = end - start;
  switch (kind) {
    case KIND.digit:
      found.digit += length;
      found.digitGroup += Math.ceil(length / 3);
      break;
    case KIND.blank:
      if (length > 1 || text[start] === '\t') found.indent += 1;
      found.longBlank += Math.ceil(length / 8) - 1;
      break;
    case KIND.lineBreak:
      found.lineBreak += 1;
      break;
    case KIND.cyrillic:
      found.cyrillicWord += 1;
      found.cyrillic += length;
      break;
    case KIND.hangul:
      found.hangulWord += 1;
      found.hangul += length;
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
    if (next === KIND.accented) found.accented += 1;
    const nextLetter = next === KIND.accented ? 0 : (unit | 0x20) - 0x60;
    surprise += letterSurprise(letter, nextLetter);
    letter = nextLetter;
    kind = next;
  }
  surprise += letterSurprise(letter, 0);
  found[wordAfter(before)] += 1;
  found.surprise += surprise;
  found.longSurprise += Math.max(0, surprise - COMMON_WORD_BITS);
  return end;
}

function wordAfter(before: number): Feature {
  if (before === KIND.blank) return 'spacedWord';
  if (before === KIND.lower) return 'hump';
  return before === KIND.punctuation || before === KIND.fullWidth || before === KIND.symbol ? 'gluedWord' : 'firstWord';
}

function addPunctuation(found: TextFeatures, text: string, start: number, end: number): void {
  found.punctuationRun += 1;
  for (let at = start + 1; at < end; at++) {
    found[text.charCodeAt(at) === text.charCodeAt(at - 1) ? 'samePunctuation' : 'otherPunctuation'] += 1;
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
