import { totalTokens, type UsageParts } from '../core/chat/usage.ts';
import type { ProviderEvent } from '../core/ports/provider.ts';

/**
 * The events of a reported usage: its parts, what it cost if the vendor says so, and what was sent as it was sent, with
 * the vendor's own total where the parts do not add up to it.
 */
export function* usageEvents(
  usage: UsageParts,
  raw: unknown,
  { total, costUsd }: { readonly total?: number | null | undefined; readonly costUsd?: number | undefined } = {},
): Generator<ProviderEvent, void> {
  yield costUsd === undefined ? { type: 'usage', usage } : { type: 'usage', usage, reportedCostUsd: costUsd };
  const claimed = total != null && total !== totalTokens(usage) ? { claimedTotalTokens: total } : {};
  yield { type: 'details', details: { usage: raw, ...claimed } };
}
