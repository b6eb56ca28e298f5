import { CONCEPT_WORDS } from './conceptWords.ts';

/** Runs of scripts that put no spaces between words. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/u;
const TOKEN =
  /c\+\+|c#|tl;dr|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+|[\p{L}\p{M}\p{N}_'’]+(?:[-.][\p{L}\p{N}]+)*|[?？!！]/gu;
const LONGEST_DENSE = 9;

const words = new Map<string, string[]>();
const stems = new Map<string, string[]>();
const dense = new Map<string, string[]>();
for (const [concept, list] of Object.entries(CONCEPT_WORDS)) {
  for (const word of list.split(' ')) {
    const [table, key] = DENSE.test(word)
      ? [dense, word.replace('*', '')]
      : word.endsWith('*')
        ? [stems, word.slice(0, -1)]
        : [words, word.replaceAll('_', ' ').trim()];
    const known = table.get(key);
    if (known === undefined) table.set(key, [concept]);
    else if (!known.includes(concept)) known.push(concept);
  }
}

/** The tokens of a text, lower-case; a run of a script without spaces is one. */
export function tokensOf(text: string): string[] {
  return text.toLowerCase().replaceAll('’', "'").match(TOKEN) ?? [];
}

/** Whether a token is of a script that puts no spaces between words. */
export function isDense(token: string): boolean {
  return DENSE.test(token);
}

/** What the tokens are about, in their order; where a word may mean several things, all of them. */
export function conceptsIn(tokens: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    if (isDense(token)) {
      addDense(token, found);
      continue;
    }
    const two = `${token} ${tokens[at + 1] ?? ''}`;
    const three = words.get(`${two} ${tokens[at + 2] ?? ''}`);
    const more = three ?? words.get(two);
    if (more !== undefined) {
      found.push(...more);
      at += three === undefined ? 1 : 2;
    } else found.push(...(words.get(token) ?? byStem(token)));
  }
  return found;
}

const NONE: readonly string[] = [];

function byStem(token: string): readonly string[] {
  for (let end = Math.min(token.length, 14); end >= 3; end--) {
    const found = stems.get(token.slice(0, end));
    if (found !== undefined) return found;
  }
  return NONE;
}

function addDense(token: string, found: string[]): void {
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
