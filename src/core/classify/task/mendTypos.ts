import { isKnownWord, nearestWord, withMovedSpace } from './nearestWord.ts';

/** Words of letters alone: what stands in a path, a name of code or an address is left as it is. */
const WORD = /(?<![\p{L}\p{M}\p{N}_.@/#-])\p{L}{1,17}(?![\p{L}\p{M}\p{N}_(/@]|[-.][\p{L}\p{N}])/gu;
/** From here on scripts put no spaces between words, or endings upon endings. */
const FIRST_DENSE = 0x1100;
const NOT_LATIN = /[\u0400-\u04ff\u3040-\u9fff]/;
/** A Latin letter that got into a word of another script. */
const STRAY =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[a-z](?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])|(?<=\p{Script=Cyrillic})[a-z](?![a-z])|(?<![a-z])[a-z](?=\p{Script=Cyrillic})/gu;
/** Names of code and what is shouted are no slips. */
const INNER_CAPITAL = /\p{L}\p{Lu}/u;

interface Found {
  readonly word: string;
  readonly from: number;
  readonly to: number;
  readonly isKnown: boolean;
}

/** A text whose words are one slip of the finger from those that requests are made of, with these in their place. */
export function mendTypos(written: string): string {
  const text = NOT_LATIN.test(written) ? written.replace(STRAY, '') : written;
  const found = wordsOf(text);
  let mended = '';
  let done = 0;
  for (let at = 0; at < found.length; at++) {
    const one = found[at];
    const next = found[at + 1];
    if (one === undefined) break;
    const isPair = next !== undefined && next.from === one.to + 1 && !(one.isKnown && next.isKnown);
    const pair = isPair ? withMovedSpace(one.word, next.word) : undefined;
    if (pair === undefined && one.isKnown) continue;
    mended += text.slice(done, one.from) + (pair ?? nearestWord(one.word));
    done = pair === undefined || next === undefined ? one.to : next.to;
    if (pair !== undefined) at += 1;
  }
  return done === 0 ? text : mended + text.slice(done);
}

function wordsOf(text: string): Found[] {
  const found: Found[] = [];
  for (const { 0: written, index } of text.matchAll(WORD)) {
    if (written.charCodeAt(0) >= FIRST_DENSE) continue;
    const word = written.toLowerCase();
    const isKnown = isKnownWord(word) || INNER_CAPITAL.test(written);
    found.push({ word, from: index, to: index + written.length, isKnown });
  }
  return found;
}
