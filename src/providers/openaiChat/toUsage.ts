import type { Usage } from '../../core/chat/usage.ts';
import type { WireUsage } from './wire.ts';

/**
 * Tokens in Switchyard's terms. OpenAI's `prompt_tokens` include cached ones, `completion_tokens` reasoning; xAI (as
 * recorded) counts reasoning beside them, which only its total tells. Parts never exceed their whole.
 */
export function toUsage(wire: WireUsage): Usage {
  const inputTokens = wire.prompt_tokens ?? 0;
  const completion = wire.completion_tokens ?? 0;
  const reasoning = wire.completion_tokens_details?.reasoning_tokens ?? 0;
  const beside = wire.total_tokens === inputTokens + completion + reasoning;
  const outputTokens = beside ? completion + reasoning : completion;
  const cached = wire.prompt_tokens_details?.cached_tokens ?? wire.prompt_cache_hit_tokens ?? 0;
  const written = wire.prompt_tokens_details?.cache_write_tokens ?? 0;
  const cachedInputTokens = Math.min(cached, inputTokens);
  return {
    inputTokens,
    cachedInputTokens,
    cacheWriteTokens: Math.min(written, inputTokens - cachedInputTokens),
    outputTokens,
    reasoningTokens: Math.min(reasoning, outputTokens),
  };
}
