import type { Evidence } from '../ports/qualityStore.ts';
import { betaQuantile } from './beta.ts';

/** What a share is believed to be. */
export interface Posterior {
  readonly mean: number;
  /** It lies between these with a probability of 80%. */
  readonly low: number;
  readonly high: number;
  /** The interval is so wide that it says little. */
  readonly tooEarly: boolean;
}

/** Where nothing is known, every share is as likely as any other: one good and one bad answer more than there were. */
const BEFORE = 1;
const WIDEST = 0.35;

/** The Beta posterior of the share of good answers, of which nothing was known before. */
export function posteriorOf({ good, bad }: Evidence): Posterior {
  const [a, b] = [good + BEFORE, bad + BEFORE];
  const [low, high] = [betaQuantile(0.1, a, b), betaQuantile(0.9, a, b)];
  return { mean: a / (a + b), low, high, tooEarly: high - low > WIDEST };
}
