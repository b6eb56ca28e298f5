import { partsOf, type UsageParts } from '../../core/chat/usage.ts';
import type { WireUsage } from './wire.ts';

/**
 * Tokens in Switchyard's terms. `input_tokens` is what was neither read from the cache nor written to it,
 * `output_tokens` includes thinking, which newer models also count apart (platform.claude.com/docs/en/api/messages).
 */
export function toUsage(wire: WireUsage): UsageParts {
  const cacheRead = wire.cache_read_input_tokens ?? 0;
  const { ephemeral_5m_input_tokens: minutes, ephemeral_1h_input_tokens: hours } = wire.cache_creation ?? {};
  // Behind gateways the total may be missing, or a zero.
  const written = wire.cache_creation_input_tokens || (minutes ?? 0) + (hours ?? 0);
  const hour = Math.min(hours ?? 0, written);
  return partsOf({
    input: (wire.input_tokens ?? 0) + cacheRead + written,
    cacheRead,
    cacheWrite5m: written - hour,
    cacheWrite1h: hour,
    output: wire.output_tokens ?? 0,
    reasoning: wire.output_tokens_details?.thinking_tokens ?? 0,
  });
}
