import { CONCEPT_WORDS } from './conceptWords.ts';

/** Runs of scripts that put no spaces between words. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/u;
const TOKEN =
  /c\+\+|c#|tl;dr|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+|[\p{L}\p{M}\p{N}_'’]+(?:[-.][\p{L}\p{N}]+)*|[?？!！]/gu;
const LONGEST_DENSE = 9;
const FIRST_DENSE = 0x1100;

/** What words may be about; `conceptsIn` gives places in this list. */
export const CONCEPTS: readonly string[] = Object.keys(CONCEPT_WORDS);

const words = new Map<string, number[]>();
const stems = new Map<string, number[]>();
const dense = new Map<string, number[]>();
/** Words that several words in a row begin with, and the first letters of stems: most words are neither. */
const openers = new Set<string>();
const stemStarts = new Set<string>();
/** The shortest stem has so many letters. */
const SHORTEST_STEM = 3;
for (const [concept, list] of Object.values(CONCEPT_WORDS).entries()) {
  for (const word of list.split(' ')) {
    const [table, key] = DENSE.test(word)
      ? [dense, word.replace('*', '')]
      : word.endsWith('*')
        ? [stems, word.slice(0, -1)]
        : [words, word.replaceAll('_', ' ').trim()];
    const known = table.get(key);
    if (known === undefined) table.set(key, [concept]);
    else if (!known.includes(concept)) known.push(concept);
    if (table === stems) stemStarts.add(key.slice(0, SHORTEST_STEM));
    const space = key.indexOf(' ');
    if (space > 0) openers.add(key.slice(0, space));
  }
}

/** The tokens of a text, lower-case; a run of a script without spaces is one. */
export function tokensOf(text: string): string[] {
  return text.toLowerCase().replaceAll('’', "'").match(TOKEN) ?? [];
}

/** Whether a token is of a script that puts no spaces between words. */
export function isDense(token: string): boolean {
  // A token is of one kind throughout, and those scripts begin here.
  return token.charCodeAt(0) >= FIRST_DENSE && DENSE.test(token);
}

/** What the tokens are about, in their order; where a word may mean several things, all of them. */
export function conceptsIn(tokens: readonly string[]): number[] {
  const found: number[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    if (isDense(token)) {
      addDense(token, found);
      continue;
    }
    const [more, length] = openers.has(token) ? several(tokens, at) : [undefined, 1];
    found.push(...(more ?? words.get(token) ?? byStem(token)));
    at += length - 1;
  }
  return found;
}

const NONE: readonly number[] = [];

/** What three or two words in a row are about, and how many they are. */
function several(tokens: readonly string[], at: number): readonly [readonly number[] | undefined, number] {
  const two = `${tokens[at]} ${tokens[at + 1] ?? ''}`;
  const three = words.get(`${two} ${tokens[at + 2] ?? ''}`);
  if (three !== undefined) return [three, 3];
  const found = words.get(two);
  return [found, found === undefined ? 1 : 2];
}

function byStem(token: string): readonly number[] {
  if (!stemStarts.has(token.slice(0, SHORTEST_STEM))) return NONE;
  for (let end = Math.min(token.length, 14); end >= SHORTEST_STEM; end--) {
    const found = stems.get(token.slice(0, end));
    if (found !== undefined) return found;
  }
  return NONE;
}

function addDense(token: string, found: number[]): void {
  for (let at = 0; at < token.length; at++) {
    for (let length = Math.min(LONGEST_DENSE, token.length - at); length > 0; length--) {
      const concepts = dense.get(token.slice(at, at + length));
      if (concepts === undefined) continue;
      found.push(...concepts);
      at += length - 1;
      break;
    }
  }
}
