import { isDense } from './conceptsIn.ts';
import { joinedHash, textHash } from './featureHash.ts';
import type { Emit } from './taskFeatures.ts';

const WORD = textHash('w');
const TAIL_WORD = textHash('tw');
const ASK_WORD = textHash('aw');
const PAIR = textHash('ww');
const TAIL_PAIR = textHash('tww');
const ASK_PAIR = textHash('aww');
/** Where words stand: at the beginning, at the end of a long text, in the sentence that asks. */
export type Region = 'head' | 'tail' | 'ask';
const REGIONS: Readonly<Record<Region, readonly [word: number, pair: number]>> = {
  head: [WORD, PAIR],
  tail: [TAIL_WORD, TAIL_PAIR],
  ask: [ASK_WORD, ASK_PAIR],
};
const BEGINS = textHash('p');
const PLACES = [textHash('p0'), textHash('p1'), textHash('p2'), textHash('p3')];
const ENDS = textHash('e');
const LETTERS = textHash('x');

/** Tells words, pairs of them, and where the first ones stand; of scripts without spaces, two and three characters each. */
export function wordFeatures(tokens: readonly string[], region: Region, emit: Emit): void {
  const n = tokens.length;
  const [word, pair] = REGIONS[region];
  const isTail = region !== 'head';
  const scale = 1.6 / Math.sqrt(Math.max(n, 6));
  let before = 0;
  let begun = BEGINS;
  for (let at = 0; at < n; at++) {
    const token = tokens[at] ?? '';
    const hash = textHash(token);
    if (isDense(token)) {
      denseFeatures(token, word, emit);
      if (!isTail && at === 0) emit(joinedHash(BEGINS, textHash(token, 0, 2)), 0.6);
      if (!isTail && at === n - 1)
        for (const length of [2, 4]) emit(joinedHash(ENDS, textHash(token, Math.max(0, token.length - length))), 0.6);
    } else {
      emit(joinedHash(word, hash), scale);
      if (at > 0) emit(joinedHash(pair, joinedHash(before, hash)), scale);
      if (!isTail && at < 4) emit(joinedHash(PLACES[at] ?? 0, hash), 0.5);
    }
    begun = joinedHash(begun, hash);
    if (!isTail && (at === 1 || at === 2) && !isDense(token)) emit(begun, 0.7);
    before = hash;
  }
}

function denseFeatures(token: string, word: number, emit: Emit): void {
  const scale = 1.6 / Math.sqrt(Math.max(token.length, 6));
  for (let at = 0; at < token.length; at++) {
    emit(joinedHash(word, textHash(token, at, Math.min(token.length, at + 2))), scale);
    if (at + 3 <= token.length) emit(joinedHash(word, textHash(token, at, at + 3)), scale * 0.8);
  }
}

/** Tells parts of words, of four and five letters: they outlive a slip of the finger and an ending. */
export function letterFeatures(tokens: readonly string[], emit: Emit): void {
  const words = tokens.slice(0, 40).filter((token) => !isDense(token));
  const text = ` ${words.join(' ')} `.slice(0, 240);
  if (text.length < 5) return;
  const scale = 1.2 / Math.sqrt(Math.max(30, text.length));
  for (let at = 0; at + 4 <= text.length; at++) {
    const four = textHash(text, at, at + 4);
    emit(joinedHash(LETTERS, four), scale);
    if (at + 5 <= text.length) emit(joinedHash(LETTERS, joinedHash(four, text.charCodeAt(at + 4))), scale);
  }
}
