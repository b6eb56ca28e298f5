import type { ModelEntry } from '../brought.ts';
import type { Section } from '../section.ts';

/** LiteLLM's US$ per token (docs.litellm.ai/docs/proxy/custom_pricing) by our US$ per million. */
const RATES = {
  input: 'input_cost_per_token',
  cachedInput: 'cache_read_input_token_cost',
  cacheWrite: 'cache_creation_input_token_cost',
  cacheWrite1h: 'cache_creation_input_token_cost_above_1hr',
  output: 'output_cost_per_token',
  reasoning: 'output_cost_per_reasoning_token',
} as const;

/** Of one token: what a setting may hold. */
const MOST_USD = 0.1;

/** What LiteLLM writes behind a rate that counts beyond so many thousand tokens of input. */
const BEYOND = /_above_(\d{1,5})k_tokens$/;

/** The price that a deployment names, in its parameters or in its model info; nothing unless both ends are known. */
export function readPrice(params: Section, info: Section): ModelEntry['price'] {
  const rates = ratesOf([params, info], '');
  const { input, output } = rates;
  const steps = new Set([params, info].flatMap(({ keys }) => keys.flatMap((key) => BEYOND.exec(key)?.[1] ?? [])));
  if (input === undefined || output === undefined) return undefined;
  const tiers = Array.from(steps, (thousands) => ({
    aboveInputTokens: Number(thousands) * 1000,
    ...ratesOf([params, info], `_above_${thousands}k_tokens`),
  })).filter((tier) => tier.aboveInputTokens > 0 && Object.keys(tier).length > 1);
  return { ...rates, input, output, ...(tiers.length === 0 ? {} : { tiers }) };
}

/** The rates whose names end like this, from the first of the places that has each. */
function ratesOf(places: readonly Section[], ending: string): Partial<Record<keyof typeof RATES, number>> {
  const found = Object.entries(RATES).flatMap(([name, key]) => {
    const [usd] = places.flatMap((place) => place.number(`${key}${ending}`, 0, MOST_USD) ?? []);
    // 2.7e-7 times a million is 0.26999999999999996.
    return usd === undefined ? [] : [[name, Number((usd * 1_000_000).toPrecision(12))] as const];
  });
  return Object.fromEntries(found);
}
