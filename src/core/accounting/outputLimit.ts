import type { Model } from '../models/model.ts';
import type { LearntFacts } from '../ports/modelMemory.ts';

/** The output that an answer is expected to have when an estimate is needed before it, in tokens. */
export const TYPICAL_OUTPUT_TOKENS = 600;

/** The most that a model writes, as far as is known. */
function outputCeiling({ maxOutputTokens }: Model, facts: LearntFacts): number | undefined {
  return facts.maxOutputTokens ?? maxOutputTokens;
}

/** What a window must have left for the answer: what was asked for, else what is typical, and no more than the model writes. */
export function neededOutput(model: Model, wanted: number | undefined, facts: LearntFacts): number {
  const needed = wanted ?? TYPICAL_OUTPUT_TOKENS;
  return Math.min(needed, outputCeiling(model, facts) ?? needed);
}

/**
 * The limits of an answer to a request of so many input tokens. `sent` is what was asked for, else what the user lets the
 * model write; `most` bounds it for vendors that must be told a limit. Vendors count it against the window, so that both
 * end where the window does, but never below what was needed.
 */
export function outputLimits(
  model: Model,
  { inputTokens, wanted }: { readonly inputTokens: number; readonly wanted: number | undefined },
  facts: LearntFacts,
): { readonly sent?: number; readonly most?: number; readonly room?: number } {
  const ceiling = outputCeiling(model, facts);
  const limit = wanted ?? model.outputLimit;
  const { contextWindow: window } = model;
  const needed = neededOutput(model, wanted, facts);
  // As far as is expected: an answer is not cut for what an estimate may be off by.
  const room = window === undefined ? undefined : Math.max(window - inputTokens, needed);
  return {
    ...(limit === undefined ? {} : { sent: Math.min(limit, ceiling ?? limit, room ?? limit) }),
    ...(ceiling === undefined ? {} : { most: ceiling }),
    ...(room === undefined ? {} : { room }),
  };
}
