import type { Usage } from '../chat/usage.ts';

/** Nano-dollars per million tokens, as an integer; above `start` input tokens of a request another rate counts. */
export interface Rate {
  readonly base: number;
  readonly tiers?: readonly { readonly start: number; readonly rate: number }[];
}

/** What a model charges. A missing rate falls back to the one beside it: cached and cache-written input to input. */
export interface Price {
  readonly input: Rate;
  readonly cachedInput?: Rate;
  readonly cacheWrite?: Rate;
  readonly output: Rate;
}

const NANO = 1_000_000_000;

/** A rate from US$ per million tokens. */
export function rateFromUsd(usdPerMillion: number): Rate {
  return { base: Math.round(usdPerMillion * NANO) };
}

/** The exact cost in integer nano-dollars, rounded once, half up. */
export function costNano(price: Price, usage: Usage): number {
  const all = usage.inputTokens;
  const cached = Math.min(usage.cachedInputTokens, all);
  const written = Math.min(usage.cacheWriteTokens, all - cached);
  const total =
    charge(all - cached - written, price.input, all) +
    charge(cached, price.cachedInput ?? price.input, all) +
    charge(written, price.cacheWrite ?? price.input, all) +
    charge(usage.outputTokens, price.output, all);
  return Number((total + 500_000n) / 1_000_000n);
}

function charge(tokens: number, rate: Rate, inputTokens: number): bigint {
  return BigInt(Math.round(tokens)) * BigInt(rateAt(rate, inputTokens));
}

function rateAt(rate: Rate, inputTokens: number): number {
  let current = rate.base;
  for (const tier of rate.tiers ?? []) if (inputTokens > tier.start) current = tier.rate;
  return current;
}

/** Nano-dollars as US$, for showing. */
export function usdFromNano(nano: number): number {
  return nano / NANO;
}

/** US$ as the vendor reported them, in integer nano-dollars. */
export function nanoFromUsd(usd: number): number {
  return Math.round(usd * NANO);
}
