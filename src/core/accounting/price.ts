import { inputTokensOf, type TokenParts } from '../chat/usage.ts';

/** Nano-dollars per million tokens, as an integer; above `start` input tokens of a request another rate counts. */
export interface Rate {
  readonly base: number;
  readonly tiers?: readonly { readonly start: number; readonly rate: number }[];
}

/** What a model charges. A missing rate falls back to the one beside it. */
export interface Price {
  readonly input: Rate;
  /** Read from a cache; else `input`. */
  readonly cachedInput?: Rate;
  /** Written to a cache of five minutes; else `input`. */
  readonly cacheWrite?: Rate;
  /** Written to a cache of an hour; else `cacheWrite`. */
  readonly cacheWrite1h?: Rate;
  readonly output: Rate;
  /** Else `output`. */
  readonly reasoning?: Rate;
  /** What a request through the vendor's batch API costs as a share of these rates, 0…1. */
  readonly batchShare?: number;
  /** Nano-dollars for each image of the input, where images are not billed as tokens. */
  readonly perInputImage?: number;
}

const NANO = 1_000_000_000;

/** A rate from US$ per million tokens. */
export function rateFromUsd(usdPerMillion: number): Rate {
  return { base: Math.round(usdPerMillion * NANO) };
}

export const RATE_NAMES = ['input', 'cachedInput', 'cacheWrite', 'cacheWrite1h', 'output', 'reasoning'] as const;
export type RateName = (typeof RATE_NAMES)[number];

/** The rate that counts: its own, else that of the one it falls back to. */
export function rateOf(price: Price, name: RateName): Rate {
  const own = price[name];
  if (own !== undefined) return own;
  if (name === 'cacheWrite1h') return rateOf(price, 'cacheWrite');
  return name === 'reasoning' ? price.output : price.input;
}

/** The exact cost in integer nano-dollars, rounded once, half up; `images` counts those of the input. */
export function costNano(price: Price, parts: TokenParts, images = 0): number {
  const all = inputTokensOf(parts);
  let total = HALF;
  for (const part of PARTS) total += Math.round(parts[part]) * rateAt(rateOf(price, RATE_OF[part]), all);
  // A sum that is not exact is too large to be taken for one that is.
  const nano = Number.isSafeInteger(total) ? (total - (total % MILLION)) / MILLION : exactNano(price, parts);
  return nano + images * (price.perInputImage ?? 0);
}

const MILLION = 1_000_000;
const HALF = MILLION / 2;

function exactNano(price: Price, parts: TokenParts): number {
  const all = inputTokensOf(parts);
  let total = BigInt(HALF);
  for (const part of PARTS) {
    total += BigInt(Math.round(parts[part])) * BigInt(rateAt(rateOf(price, RATE_OF[part]), all));
  }
  return Number(total / BigInt(MILLION));
}

/** What each part of a usage is billed by. */
const RATE_OF = {
  uncachedInput: 'input',
  cacheRead: 'cachedInput',
  cacheWrite5m: 'cacheWrite',
  cacheWrite1h: 'cacheWrite1h',
  outputText: 'output',
  reasoning: 'reasoning',
} as const satisfies Record<keyof TokenParts, RateName>;
const PARTS = Object.keys(RATE_OF) as (keyof typeof RATE_OF)[];

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
