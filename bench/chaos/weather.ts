/** The four simulated providers, in the order in which they are asked. */
export const PROVIDERS = ['a', 'b', 'c', 'd'] as const;
export type ProviderId = (typeof PROVIDERS)[number];

const FAULTS = [
  /** 500, 502 with a web page, 503 and 529. */
  'error',
  /** 429, half of them with a `retry-after` of seconds. */
  'limit',
  /** A TCP reset before any byte. */
  'reset',
  /** Silence, before the first token or after some. */
  'stall',
  /** The connection is destroyed in the middle. */
  'cut',
  /** The stream ends politely in the middle, without a finish reason. */
  'politeEnd',
  /** An error as an event of the stream, in the middle. */
  'errorEvent',
  /** A finish reason, no word, no usage. */
  'empty',
] as const;
export type Fault = (typeof FAULTS)[number];

/** A stretch of the run, as shares of it, and the share of requests that a provider fails in it. */
interface Spell {
  readonly provider: ProviderId;
  readonly from: number;
  readonly to: number;
  readonly share: number;
  readonly faults: readonly Fault[];
}

/**
 * Outages, bursts and storms as status pages and routers' logs tell of them: the primary away for a seventh of the
 * time, a third of the answers failing for a while, limits that hit for minutes, often two providers at once.
 */
const SPELLS: readonly Spell[] = [
  { provider: 'a', from: 0.1, to: 0.2, share: 0.3, faults: ['error', 'error', 'reset'] },
  { provider: 'a', from: 0.3, to: 0.45, share: 1, faults: ['error', 'error', 'reset'] },
  { provider: 'b', from: 0.38, to: 0.48, share: 0.3, faults: ['error', 'cut', 'stall'] },
  { provider: 'a', from: 0.6, to: 0.7, share: 0.3, faults: ['cut', 'politeEnd', 'errorEvent', 'empty'] },
  { provider: 'a', from: 0.75, to: 0.85, share: 0.7, faults: ['limit'] },
  { provider: 'b', from: 0.78, to: 0.85, share: 0.7, faults: ['limit'] },
  { provider: 'c', from: 0.8, to: 0.9, share: 0.3, faults: ['error', 'cut'] },
];

/** What goes wrong on any day, of a thousand answers. */
const EVERYDAY: Readonly<Record<Fault, number>> = {
  error: 8,
  limit: 4,
  reset: 2,
  stall: 3,
  cut: 5,
  politeEnd: 2,
  errorEvent: 2,
  empty: 1,
};

/** The same numbers for the same seed and key, evenly from 0 to below 1. */
export function chance(...key: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const part of key) {
    state = Math.imul(state ^ part, 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35) ^ (state >>> 16);
  }
  return (state >>> 0) / 2 ** 32;
}

/**
 * What this provider does with request `number` of `total` when it comes for the `ordinal`th time; undefined: it answers.
 */
export function faultOf(
  seed: number,
  number: number,
  total: number,
  provider: ProviderId,
  ordinal = 1,
): Fault | undefined {
  const at = number / total;
  const who = PROVIDERS.indexOf(provider) + 1;
  for (const [index, spell] of SPELLS.entries()) {
    if (spell.provider !== provider || at < spell.from || at >= spell.to) continue;
    if (chance(seed, number, who, ordinal, index + 100) >= spell.share) continue;
    return spell.faults[Math.floor(chance(seed, number, who, ordinal, index + 200) * spell.faults.length)];
  }
  let drawn = chance(seed, number, who, ordinal, 300) * 1000;
  for (const fault of FAULTS) {
    drawn -= EVERYDAY[fault];
    if (drawn < 0) return fault;
  }
  return undefined;
}

/** Whether anybody would answer this request the first time it comes. */
export function anyUp(seed: number, number: number, total: number): boolean {
  return PROVIDERS.some((provider) => faultOf(seed, number, total, provider) === undefined);
}
