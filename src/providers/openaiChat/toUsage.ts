import type { Usage } from '../../core/chat/usage.ts';
import type { WireUsage } from './wire.ts';

/** Tokens in Switchyard's terms. OpenAI's `prompt_tokens` include cached ones, `completion_tokens` reasoning. */
export function toUsage(wire: WireUsage): Usage {
  return {
    inputTokens: wire.prompt_tokens ?? 0,
    cachedInputTokens: wire.prompt_tokens_details?.cached_tokens ?? wire.prompt_cache_hit_tokens ?? 0,
    cacheWriteTokens: wire.prompt_tokens_details?.cache_write_tokens ?? 0,
    outputTokens: wire.completion_tokens ?? 0,
    reasoningTokens: wire.completion_tokens_details?.reasoning_tokens ?? 0,
  };
}
