import type { ChatMessage } from '../chat/message.ts';
import type { Parameters } from '../chat/parameters.ts';
import type { Model } from '../models/model.ts';
import type { LearntFacts } from '../ports/modelMemory.ts';
import type { TokenCounter } from '../ports/tokenCounter.ts';
import { estimateFor } from './estimateTokens.ts';
import type { PromptMeasure } from './promptMeasure.ts';
import { type WindowFit, windowFit } from './windowFit.ts';

/** A request as it would be sent, and what was measured of it. */
export interface MeasuredRequest {
  readonly messages: readonly ChatMessage[];
  readonly parameters: Parameters;
  readonly prompt: PromptMeasure;
  /** What the answer is expected to take. */
  readonly outputTokens: number;
}

/**
 * Whether a request goes into a model's window, counted exactly where the estimate is close to it and the vocabulary is
 * known; `close` is left where nobody can tell. A model of unknown window fits. Rejects as an abort when `signal` stops.
 */
export async function countedFit(
  { name, contextWindow }: Pick<Model, 'name' | 'contextWindow'>,
  { messages, parameters, prompt, outputTokens }: MeasuredRequest,
  facts: LearntFacts,
  counter: TokenCounter,
  signal: AbortSignal,
): Promise<WindowFit> {
  if (contextWindow === undefined) return 'fits';
  const tokens = { input: estimateFor({ name }, prompt, facts), output: outputTokens, window: contextWindow };
  const fit = windowFit(name, tokens, facts);
  if (fit !== 'close') return fit;
  const counted = await counter.count(name, messages, parameters, signal);
  if (counted === undefined) return 'close';
  return counted + outputTokens <= contextWindow ? 'fits' : 'tooLong';
}
