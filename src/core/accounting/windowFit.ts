import type { LearntFacts } from '../ports/modelMemory.ts';
import { tokenFamilyOf } from './tokenFamilies.ts';

/** Whether a request and its answer go into a model's window; `close`: the estimate is not good enough to tell. */
export type WindowFit = 'fits' | 'close' | 'tooLong';

/** A page may be off by twice the mean error, a model whose reports were seen by less. */
const UNSEEN = 1.5;

/** Tells from an estimate of the input (`estimateFor`), as surely as estimates for this model are. */
export function windowFit(
  modelName: string,
  tokens: { readonly input: number; readonly output: number; readonly window: number },
  facts: LearntFacts,
): WindowFit {
  const { input, output, window } = tokens;
  const margin = marginOf(modelName, facts);
  if (input * (1 + margin) + output <= window) return 'fits';
  return input * (1 - margin) + output <= window ? 'close' : 'tooLong';
}

/** The tokens that surely are left for the answer in a window, as far as the estimate of the input tells; at least 0. */
export function roomFor(
  modelName: string,
  { input, window }: { readonly input: number; readonly window: number },
  facts: LearntFacts,
): number {
  return Math.max(0, Math.floor(window - input * (1 + marginOf(modelName, facts))));
}

function marginOf(modelName: string, { tokensPerEstimate }: LearntFacts): number {
  return tokenFamilyOf(modelName).error * (tokensPerEstimate === undefined ? UNSEEN : 1);
}
