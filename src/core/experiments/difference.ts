import type { Evidence } from '../ports/qualityStore.ts';
import { betaQuantile } from '../quality/beta.ts';

/** By how much one is better than another: between `low` and `high` with a probability of 80%. */
export interface Difference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Nothing is as likely as something: the interval has both signs. */
  readonly tooEarly: boolean;
}

/** So many values stand for a distribution, each as likely as the others. */
const VALUES = 200;
const TAIL = 0.1;

/** The difference of two shares of good answers, of which nothing was known before: Beta posteriors, value against value. */
export function shareDifference(one: Evidence, other: Evidence): Difference {
  const [a, b] = [valuesOf(one), valuesOf(other)];
  const differences = a.flatMap((x) => b.map((y) => x - y)).sort((x, y) => x - y);
  const at = (share: number) => differences[Math.floor(share * (differences.length - 1))] ?? 0;
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  return known(mean, at(TAIL), at(1 - TAIL));
}

/** Normal deviate of the 80% interval. */
const DEVIATE = 1.2816;
const LEAST_SAMPLES = 10;

/** The difference of two means, approximately normal; too early with fewer than ten values on either side. */
export function meanDifference(one: readonly number[], other: readonly number[]): Difference {
  const [a, b] = [momentsOf(one), momentsOf(other)];
  const mean = a.mean - b.mean;
  const spread = DEVIATE * Math.sqrt(a.ofMean + b.ofMean);
  const result = known(mean, mean - spread, mean + spread);
  return { ...result, tooEarly: result.tooEarly || Math.min(one.length, other.length) < LEAST_SAMPLES };
}

function known(mean: number, low: number, high: number): Difference {
  return { mean, low, high, tooEarly: low <= 0 && high >= 0 };
}

function valuesOf({ good, bad }: Evidence): number[] {
  return Array.from({ length: VALUES }, (_, index) => betaQuantile((index + 0.5) / VALUES, good + 1, bad + 1));
}

function momentsOf(values: readonly number[]): { readonly mean: number; readonly ofMean: number } {
  const { length } = values;
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, length);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, ofMean: length < 2 ? 0 : squares / (length - 1) / length };
}
