import { describe, expect, test } from 'vitest';
import { betaCdf, betaQuantile } from '../../../src/core/quality/beta.ts';
import { posteriorOf } from '../../../src/core/quality/posterior.ts';

/** For whole numbers: the chance of at least a successes in a + b - 1 throws (Abramowitz & Stegun 26.5.24). */
function binomialTail(x: number, a: number, b: number): number {
  const n = a + b - 1;
  let [sum, choose] = [0, 1];
  for (let k = 0; k <= n; k++) {
    if (k >= a) sum += choose * x ** k * (1 - x) ** (n - k);
    choose = (choose * (n - k)) / (k + 1);
  }
  return sum;
}

describe('the Beta distribution', () => {
  test.each([
    [0.5, 2, 3],
    [0.1, 1, 9],
    [0.9, 30, 4],
    [0.55, 20, 20],
    [0.02, 1, 1],
    [0.7, 12, 7],
  ])('has its known mass below %f for whole numbers (%i, %i)', (x, a, b) => {
    expect(betaCdf(x, a, b)).toBeCloseTo(binomialTail(x, a, b), 12);
  });

  test('has its known mass for fractions: the arcsine law, and powers', () => {
    for (const x of [0.001, 0.2, 0.5, 0.97]) {
      expect(betaCdf(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 12);
      expect(betaCdf(x, 3.7, 1)).toBeCloseTo(x ** 3.7, 12);
      expect(betaCdf(x, 1, 0.3)).toBeCloseTo(1 - (1 - x) ** 0.3, 12);
    }
    expect([betaCdf(-1, 2, 2), betaCdf(0, 2, 2), betaCdf(1, 2, 2)]).toEqual([0, 0, 1]);
  });

  test('has quantiles that are the mass the other way round', () => {
    for (const [a, b] of [
      [1, 1],
      [0.5, 0.5],
      [9, 2],
      [140.5, 37],
      [5000, 5000],
    ] as const) {
      for (const p of [0.025, 0.1, 0.5, 0.9]) expect(betaCdf(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 9);
    }
    expect(betaQuantile(0.1, 4, 1)).toBeCloseTo(0.1 ** 0.25, 12);
    expect(betaQuantile(0.5, 5000, 5000)).toBeCloseTo(0.5, 12);
  });
});

describe('what a share is believed to be', () => {
  test('is anything where nothing is known, and narrows with what is', () => {
    const shown = ([good, bad]: readonly [number, number]) => {
      const { mean, low, high, tooEarly } = posteriorOf({ good, bad });
      return `${mean.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})${tooEarly ? ' too early' : ''}`;
    };
    expect(
      (
        [
          [0, 0],
          [2, 0],
          [6, 0],
          [5, 5],
          [8, 8],
          [60, 20],
        ] as const
      ).map(shown),
    ).toEqual([
      '0.50 (0.10–0.90) too early',
      '0.75 (0.46–0.97) too early',
      '0.88 (0.72–0.99)',
      '0.50 (0.32–0.68) too early',
      '0.50 (0.35–0.65)',
      '0.74 (0.68–0.80)',
    ]);
  });
});
