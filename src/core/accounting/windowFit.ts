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
  const margin = tokenFamilyOf(modelName).error * (facts.tokensPerEstimate === undefined ? UNSEEN : 1);
  if (input * (1 + margin) + output <= window) return 'fits';
  return input * (1 - margin) + output <= window ? 'close' : 'tooLong';
}
