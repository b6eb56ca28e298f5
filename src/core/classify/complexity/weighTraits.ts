import type { Head } from './complexityModel.ts';
import type { Traits } from './traits.ts';

/** What a linear model makes of a request: the logit of its complexity. */
export function weighTraits({ bias, shape, words, wordUnit }: Head, traits: Pick<Traits, 'shape' | 'words'>): number {
  let sum = bias;
  for (let at = 0; at < shape.length; at++) sum += (shape[at] ?? 0) * (traits.shape[at] ?? 0);
  let spoken = 0;
  for (const place of traits.words) spoken += words[place] ?? 0;
  // So that many words say no more than few: each request's words have the same length as a vector.
  return sum + (spoken * wordUnit) / Math.sqrt(Math.max(1, traits.words.length));
}
