import { partsOf, type UsageParts } from '../../core/chat/usage.ts';
import type { WireUsage } from './wire.ts';

/** xAI counts money in ten-billionths of a US$. */
const TICKS_PER_USD = 1e10;

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
    cacheRead: wire.prompt_tokens_details?.cached_tokens ?? wire.prompt_cache_hit_tokens ?? wire.cached_tokens ?? 0,
    cacheWrite5m: wire.prompt_tokens_details?.cache_write_tokens ?? 0,
    output: beside ? completion + reasoning : completion,
    reasoning,
  });
}

/** What the vendor says the call cost, in US$; undefined where it says nothing. */
export function toReportedCost({ cost, cost_in_usd_ticks: ticks }: WireUsage): number | undefined {
  return cost ?? (ticks == null ? undefined : ticks / TICKS_PER_USD);
}
