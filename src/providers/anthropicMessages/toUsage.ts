import { partsOf, type UsageParts } from '../../core/chat/usage.ts';
import type { WireUsage } from './wire.ts';

/**
 * Tokens in Switchyard's terms. `input_tokens` is what was neither read from the cache nor written to it,
 * `output_tokens` includes thinking, which newer models also count apart (platform.claude.com/docs/en/api/messages).
 */
export function toUsage(wire: WireUsage): UsageParts {
  const cacheRead = wire.cache_read_input_tokens ?? 0;
  const written = wire.cache_creation_input_tokens ?? 0;
  const hour = Math.min(wire.cache_creation?.ephemeral_1h_input_tokens ?? 0, written);
  return partsOf({
    input: (wire.input_tokens ?? 0) + cacheRead + written,
    cacheRead,
    cacheWrite5m: written - hour,
    cacheWrite1h: hour,
    output: wire.output_tokens ?? 0,
    reasoning: wire.output_tokens_details?.thinking_tokens ?? 0,
  });
}
