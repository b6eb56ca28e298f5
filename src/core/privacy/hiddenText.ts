import { HIDDEN_ROWS, isFlag, TAGGED_FLAG } from '../hiddenSigns.ts';

const HIDDEN = new RegExp(String.raw`${TAGGED_FLAG}|[\u{e0000}-\u{e007f}\u202d\u202e]+|${HIDDEN_ROWS}`, 'gu');
/** Embeddings and isolates of direction, and a line that has a use for them. */
const TURNING = /[\u202a\u202b\u2066-\u2068]/g;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * How many signs a text holds that no reader sees, or that show it in another order than it has, where no script and no emoji
 * needs them: in them a file or a page can carry words for the model alone. Escapes of terminals do not count: they are
 * common, and say nothing.
 */
export function hiddenSignsIn(text: string): number {
  let count = 0;
  for (const [signs] of text.matchAll(HIDDEN)) if (!isFlag(signs)) count += [...signs].length;
  if (text.search(TURNING) < 0) return count;
  for (const line of text.split('\n')) if (!RIGHT_TO_LEFT.test(line)) count += line.match(TURNING)?.length ?? 0;
  return count;
}
