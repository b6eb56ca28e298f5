import { LANGUAGE_WORDS } from '../languageWords.ts';
import { CONCEPT_WORDS } from './conceptWords.ts';
import { textHash } from './featureHash.ts';
import often from './oftenWords.json' with { type: 'json' };

/** Shorter words are too like one another, but for the most frequent ones. */
const SHORTEST = 4;
const SHORTEST_OF_ALL = 3;
const FREQUENT = 300;
const LONGEST = 16;
/** What is often written together with its neighbour. */
const SHORT = new Set('a i to of in is it on an as at be by do he if me my no or so up us we'.split(' '));
const PARTED_FROM = 5;
/** Where a letter stands instead of a space, the second word has at least so many. */
const SECOND_FROM = 4;

const named = [...Object.values(CONCEPT_WORDS), ...Object.values(LANGUAGE_WORDS)]
  .join(' ')
  .split(' ')
  .filter((word) => /^[\p{L}']+$/u.test(word));
/** The words that slips are mended to, the most frequent first. */
const words = [...new Set([...often.words.split(' '), ...named])].filter(
  ({ length }, rank) => length <= LONGEST && length >= (rank < FREQUENT ? SHORTEST_OF_ALL : SHORTEST),
);
const known = new Set([...SHORT, ...often.words.split(' '), ...named]);

/** The rank of the most frequent word by its hash, and by what is left of it without one of its letters. */
const byWord = new Map<number, number>();
const byRest = new Map<number, number>();
for (const [rank, word] of words.entries()) {
  byWord.set(textHash(word), rank);
  for (let at = 0; at < word.length; at++) {
    const rest = hashWithout(word, at);
    if (!byRest.has(rest)) byRest.set(rest, rank);
  }
}

/** Whether a word is no slip. */
export function isKnownWord(word: string): boolean {
  return known.has(word);
}

/** What a word stands for that is one slip of the finger from those that requests are made of; itself where there is none. */
export function nearestWord(word: string): string {
  return word.length < SHORTEST_OF_ALL ? word : (nearest(word) ?? parted(word) ?? word);
}

/** Two words whose space stood a letter too early or too late. */
export function withMovedSpace(one: string, other: string): string | undefined {
  const earlier = [one.slice(0, -1), one.slice(-1) + other];
  const later = [one + other.slice(0, 1), other.slice(1)];
  return [earlier, later].find((pair) => pair.every(isCommon))?.join(' ');
}

/** The most frequent word that a letter more, less or other, or two in the wrong order, make of this one. */
function nearest(word: string): string | undefined {
  let best = byRest.get(textHash(word)) ?? words.length;
  for (let at = 0; at < word.length; at++) {
    const rest = hashWithout(word, at);
    best = Math.min(best, byWord.get(rest) ?? best);
    const other = byRest.get(rest) ?? best;
    if (other < best && isSlip(word, words[other] ?? '')) best = other;
  }
  return words[best];
}

/** Whether words of one length differ by one letter, or by two that changed places. */
function isSlip(one: string, other: string): boolean {
  if (one.length !== other.length || one.length < SHORTEST) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return (
    one.slice(at + 1) === other.slice(at + 1) ||
    (one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2))
  );
}

/** Two words that nothing parts, or a letter instead of a space. */
function parted(word: string): string | undefined {
  if (word.length < PARTED_FROM) return undefined;
  for (let at = 1; at < word.length; at++) {
    const one = word.slice(0, at);
    if (!isCommon(one)) continue;
    if (isCommon(word.slice(at))) return `${one} ${word.slice(at)}`;
    const second = word.slice(at + 1);
    if (at >= SHORTEST_OF_ALL && second.length >= SECOND_FROM && isCommon(second)) return `${one} ${second}`;
  }
  return undefined;
}

function isCommon(word: string): boolean {
  return SHORT.has(word) || byWord.has(textHash(word));
}

function hashWithout(word: string, left: number): number {
  return textHash(word, left + 1, word.length, textHash(word, 0, left));
}
