import { inputTokensOf } from '../../../src/core/chat/usage.ts';
import type { Turn } from '../turn.ts';

/** The usage of a chat completion after so many tokens of output; OpenRouter says what it cost as well. */
export function usageOf(turn: Turn, outputTokens: number): object {
  const parts = turn.usage(outputTokens);
  const input = inputTokensOf(parts);
  const output = parts.outputText + parts.reasoning;
  const cost = turn.costUsd(parts) ?? 0;
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: parts.cacheRead },
    completion_tokens_details: { reasoning_tokens: parts.reasoning },
    ...(turn.vendor === 'openrouter' && { cost, is_byok: false, cost_details: { upstream_inference_cost: cost } }),
  };
}
