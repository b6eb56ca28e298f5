import { type Price, type Rate, rateFromUsd } from '../core/accounting/price.ts';
import type { Settings } from './parseSettings.ts';

type PriceSetting = NonNullable<Settings['models'][string]['price']>;

/**
 * The price that a setting makes: its rates and its tiers, and what it leaves out derived from the price known otherwise,
 * at the same ratio to `input` (caches, images) or `output` (reasoning) as there, whatever the length of the input. With
 * equal base rates that is the known rate itself. Where nothing is known, or the known base rate is 0, it stays left out.
 */
export function ownPrice({ tiers = [], ...setting }: PriceSetting, known: Price | undefined): Price {
  const rising = tiers.toSorted((a, b) => a.aboveInputTokens - b.aboveInputTokens);
  const rates = Object.entries(setting).flatMap(([name, usd]) => {
    if (usd === undefined) return [];
    const beyond = rising.flatMap(({ aboveInputTokens: start, ...tier }) => {
      const rate = tier[name as keyof typeof tier];
      return rate === undefined ? [] : [{ start, rate: rateFromUsd(rate).base }];
    });
    return [[name, { ...rateFromUsd(usd), ...(beyond.length === 0 ? {} : { tiers: beyond }) } satisfies Rate] as const];
  });
  const own = Object.fromEntries(rates) as unknown as Price;
  return known === undefined ? own : { ...derived(own, known), ...own };
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
