import { partsOf, type UsageParts } from '../../core/chat/usage.ts';
import type { WireUsage } from './wire.ts';

/** xAI counts money in ten-billionths of a US$. */
const TICKS_PER_USD = 1e10;

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

/** What the vendor says the call cost, in US$; undefined where it says nothing. */
export function toReportedCost({ cost, cost_in_usd_ticks: ticks }: WireUsage): number | undefined {
  return cost ?? (ticks == null ? undefined : ticks / TICKS_PER_USD);
}
