import type { Expectation } from './expectation.ts';
import type { Objective } from './setup.ts';

/** What an objective charges for money and time, in parts of one good answer. */
interface Charges {
  /** So many US$ are worth one good answer. */
  readonly usdPerAnswer: number;
  /** What each second costs until the first word, and each one after it. */
  readonly firstSecond: number;
  readonly nextSecond: number;
}

/**
 * A good answer saves its reader some minutes: `balanced` pays about a fifth of a dollar for it, so that a cheap model answers
 * what is easy and a strong one what is hard at the prices of 2026; `best` hardly looks at money, `cheapest` at little else.
 */
const CHARGES: Readonly<Record<Objective, Charges>> = {
  cheapest: { usdPerAnswer: 0.05, firstSecond: 0.0005, nextSecond: 0.0002 },
  balanced: { usdPerAnswer: 0.17, firstSecond: 0.002, nextSecond: 0.0005 },
  fastest: { usdPerAnswer: 0.17, firstSecond: 0.15, nextSecond: 0.005 },
  best: { usdPerAnswer: 5, firstSecond: 0.0005, nextSecond: 0.0001 },
};

/** A model that will more likely fail than not is no bargain: what it lacks to even odds counts three times. */
const LIKELY = 0.5;
const SHORTFALL = 2;

/** What an answer is worth to the user before it is asked for: its expected quality less what its money and time cost. */
export function worthOf({ quality, firstSeconds, seconds }: Expectation, usd: number, objective: Objective): number {
  const { usdPerAnswer, firstSecond, nextSecond } = CHARGES[objective];
  const time = firstSeconds * firstSecond + (seconds - firstSeconds) * nextSecond;
  return quality - SHORTFALL * Math.max(0, LIKELY - quality) - usd / usdPerAnswer - time;
}
