/** What a usage says of money, as OpenRouter and xAI write it. */
interface CostWire {
  readonly cost?: number | null | undefined;
  readonly cost_in_usd_ticks?: number | null | undefined;
  readonly is_byok?: boolean | null | undefined;
  readonly cost_details?: { readonly upstream_inference_cost?: number | null | undefined } | null | undefined;
}

/** xAI counts money in ten-billionths of a US$. */
const TICKS_PER_USD = 1e10;

/**
 * What the vendor says the call cost, in US$; undefined where it says nothing, as Azure does of Grok with 0 ticks. With
 * one's own key for the vendor behind a gateway, `cost` is the gateway's fee alone and the vendor bills its share itself
 * (openrouter.ai/docs/use-cases/usage-accounting): where that share is not told, nobody has said what the call cost.
 */
export function reportedCost(wire: CostWire): number | undefined {
  const { cost, cost_in_usd_ticks: ticks, is_byok: ownKey, cost_details: details } = wire;
  if (ownKey) {
    const upstream = details?.upstream_inference_cost;
    return upstream ? (cost ?? 0) + upstream : undefined;
  }
  return cost ?? (ticks ? ticks / TICKS_PER_USD : undefined);
}
