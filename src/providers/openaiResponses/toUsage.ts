import { partsOf, type UsageParts } from '../../core/chat/usage.ts';
import type { WireUsage } from './wire.ts';

/**
 * Tokens in Switchyard's terms: `input_tokens` include what was read from a cache or written to one, `output_tokens`
 * include reasoning (the `openai` package, ResponseUsage). Where reasoning counts beside the output, the total tells.
 */
export function toUsage(wire: WireUsage): UsageParts {
  const input = wire.input_tokens ?? 0;
  const output = wire.output_tokens ?? 0;
  const reasoning = wire.output_tokens_details?.reasoning_tokens ?? 0;
  const beside = wire.total_tokens === input + output + reasoning;
  return partsOf({
    input,
    cacheRead: wire.input_tokens_details?.cached_tokens ?? 0,
    cacheWrite5m: wire.input_tokens_details?.cache_write_tokens ?? 0,
    output: beside ? output + reasoning : output,
    reasoning,
  });
}
