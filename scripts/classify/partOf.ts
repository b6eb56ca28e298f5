import { placeOf, textHash } from '../../src/core/classify/task/featureHash.ts';

/** Into how many parts the sources are dealt: each is scored by what was learnt from the others. */
export const PARTS = 5;

/** The part of a source: prompts of one source stay together. */
export function partOf(source: string): number {
  return placeOf(textHash(`part:${source}`), 20) % PARTS;
}
