import { type Price, RATE_NAMES, type Rate, type RateName, rateFromUsd, rateOf } from '../core/accounting/price.ts';
import type { Settings } from './parseSettings.ts';

type PriceSetting = NonNullable<Settings['models'][string]['price']>;

/**
 * The price that a setting makes: its rates and its tiers, and what it leaves out derived from the price known otherwise,
 * at the same ratio to `input` (caches, images) or `output` (reasoning) as there, whatever the length of the input. With
 * equal base rates that is the known rate itself. Where nothing is known, or the known base rate is 0, it stays left out.
 */
export function ownPrice({ tiers = [], ...setting }: PriceSetting, known: Price | undefined): Price {
  const rates = Object.entries(setting).flatMap(([name, usd]) => (usd === undefined ? [] : [[name, rateFromUsd(usd)]]));
  const own = Object.fromEntries(rates) as Price;
  const flat = known === undefined ? own : { ...derived(own, known), ...own };
  return tiers.length === 0 ? flat : { ...flat, ...tiered(flat, tiers) };
}

/** The rates that some tier names, each with its tiers. */
function tiered(flat: Price, tiers: NonNullable<PriceSetting['tiers']>): Partial<Record<RateName, Rate>> {
  const rising = tiers.toSorted((a, b) => a.aboveInputTokens - b.aboveInputTokens);
  return Object.fromEntries(
    RATE_NAMES.flatMap((name) => {
      const beyond = rising.flatMap(({ aboveInputTokens: start, [name]: usd }) =>
        usd === undefined ? [] : [{ start, rate: rateFromUsd(usd).base }],
      );
      return beyond.length === 0 ? [] : [[name, { base: rateOf(flat, name).base, tiers: beyond }]];
    }),
  );
}

/** The rate that each other one is derived with. */
const BASES = { cachedInput: 'input', cacheWrite: 'input', cacheWrite1h: 'input', reasoning: 'output' } as const;

/** All that the known price holds beside its base rates, for those of one's own. */
function derived(own: Price, known: Price): Partial<Price> {
  const rates = (Object.keys(BASES) as (keyof typeof BASES)[]).flatMap((name) => {
    const base = scaled(known[name]?.base, own[BASES[name]], known[BASES[name]]);
    return base === undefined ? [] : [[name, { base }]];
  });
  const perInputImage = scaled(known.perInputImage, own.input, known.input);
  return {
    ...Object.fromEntries(rates),
    ...(known.batchShare === undefined ? {} : { batchShare: known.batchShare }),
    ...(perInputImage === undefined ? {} : { perInputImage }),
  };
}

/** An amount beside one base rate as it would be beside another; undefined where no ratio tells. */
function scaled(amount: number | undefined, to: Rate, from: Rate): number | undefined {
  if (amount === undefined || to.base === from.base) return amount;
  return from.base === 0 ? undefined : Math.round((amount * to.base) / from.base);
}
