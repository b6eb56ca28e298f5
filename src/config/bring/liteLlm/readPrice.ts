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

/** The price that a deployment names, in its parameters or in its model info; nothing unless both ends are known. */
export function readPrice(params: Section, info: Section): ModelEntry['price'] {
  const price: Record<string, number> = {};
  for (const [name, key] of Object.entries(RATES)) {
    const usd = params.number(key, 0, MOST_USD) ?? info.number(key, 0, MOST_USD);
    // 2.7e-7 times a million is 0.26999999999999996.
    if (usd !== undefined) price[name] = Number((usd * 1_000_000).toPrecision(12));
  }
  const { input, output } = price;
  return input === undefined || output === undefined ? undefined : { ...price, input, output };
}
