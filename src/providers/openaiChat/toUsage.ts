import { partsOf, type UsageParts } from '../../core/chat/usage.ts';
import type { WireUsage } from './wire.ts';

/**
 * Tokens in Switchyard's terms. OpenAI's `prompt_tokens` include cached ones, `completion_tokens` reasoning; xAI (as
 * recorded) counts reasoning beside them, which only its total tells.
 */
export function toUsage(wire: WireUsage): UsageParts {
  const input = wire.prompt_tokens ?? 0;
  const completion = wire.completion_tokens ?? 0;
  const reasoning = wire.completion_tokens_details?.reasoning_tokens ?? 0;
  const beside = wire.total_tokens === input + completion + reasoning;
  return partsOf({
    input,
    cacheRead: cacheReadOf(wire),
    cacheWrite5m: wire.prompt_tokens_details?.cache_write_tokens ?? wire.cache_creation_input_tokens ?? 0,
    output: beside ? completion + reasoning : completion,
    reasoning,
  });
}

function cacheReadOf(wire: WireUsage): number {
  const { prompt_tokens_details: details, prompt_cache_hit_tokens: hit, cached_tokens: cached } = wire;
  return details?.cached_tokens ?? hit ?? cached ?? wire.cache_read_input_tokens ?? 0;
}
