import type { ChatMessage } from '../chat/message.ts';
import type { Parameters } from '../chat/parameters.ts';

/** Counts tokens with a model's own vocabulary. That is large: it is loaded with the first call and meant for few. */
export interface TokenCounter {
  /**
   * The input tokens of a request for a model, by the name its provider is asked for; undefined where its vocabulary is
   * not known. Takes about a second at most and never holds up others for long; rejects as an abort when `signal` stops.
   */
  count(
    modelName: string,
    messages: readonly ChatMessage[],
    parameters: Parameters,
    signal: AbortSignal,
  ): Promise<number | undefined>;
}

/** Knows no vocabulary. */
export const NO_TOKEN_COUNTER: TokenCounter = { count: async () => undefined };
