import type { Head } from '../../src/core/classify/complexity/complexityModel.ts';
import type { QuestionKind } from '../../src/core/classify/complexity/traits.ts';
import { HASH_PLACES } from '../../src/core/classify/complexity/wordHashes.ts';
import { type Example, fitRidge, type RidgeOptions } from './fitRidge.ts';

/** Chosen by cross-validation, coarsely: neighbours score the same. Words of programs say nothing that their shape does not. */
const OPTIONS: Readonly<Record<QuestionKind, RidgeOptions>> = {
  open: { penalty: 1000, wordScale: 6, leastSpread: 0.1 },
  choice: { penalty: 3000, wordScale: 15, leastSpread: 0.2 },
  outcome: { penalty: 500, wordScale: 0, leastSpread: 0 },
};

/** A linear model of the examples' targets, its weights as coarse as the file holds them. */
export function trainHead(kind: QuestionKind, examples: readonly Example[]): Head {
  const { bias, shape, words } = fitRidge(examples, HASH_PLACES, OPTIONS[kind]);
  const wordUnit = words.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
  return {
    bias: coarse(bias),
    shape: shape.map(coarse),
    words: Int8Array.from(words, (weight) => (wordUnit === 0 ? 0 : Math.round(weight / wordUnit))),
    wordUnit: coarse(wordUnit),
  };
}

/** The same model on another scale: what said `x` says `x * factor + shift`. */
export function rescaled({ bias, shape, words, wordUnit }: Head, factor: number, shift: number): Head {
  return {
    bias: coarse(bias * factor + shift),
    shape: shape.map((weight) => coarse(weight * factor)),
    words,
    wordUnit: coarse(wordUnit * factor),
  };
}

/** Six digits: what the file holds. */
function coarse(value: number): number {
  return Number(value.toPrecision(6));
}
