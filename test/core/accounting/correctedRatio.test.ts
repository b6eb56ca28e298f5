import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { correctedRatio } from '../../../src/core/accounting/correctedRatio.ts';

const learn = (reports: readonly (readonly [estimated: number, reported: number])[]) =>
  reports.reduce<number | undefined>(
    (ratio, [estimated, reported]) => correctedRatio(ratio, estimated, reported),
    undefined,
  );

test('it comes to what the vendor counts, sooner with long requests', () => {
  const long = Array.from({ length: 8 }, () => [20_000, 26_000] as const);
  const short = Array.from({ length: 8 }, () => [400, 520] as const);
  expect(learn(long)).toBeGreaterThan(1.23);
  expect(learn(long)).toBeLessThan(1.3);
  expect(learn(short)).toBeGreaterThan(1.08);
  expect(learn(short)).toBeLessThan(learn(long) ?? 0);
});

test('short requests and useless reports teach nothing', () => {
  expect(
    learn([
      [50, 4000],
      [3000, 0],
      [0, 100],
      [Number.NaN, 10],
      [1000, Number.NaN],
    ]),
  ).toBe(1);
  expect(correctedRatio(1.2, 50, 4000)).toBe(1.2);
});

test('no report, however wrong, moves it out of its bounds', () => {
  const count = fc.oneof(fc.nat(10_000_000), fc.double());
  fc.assert(
    fc.property(fc.array(fc.tuple(count, count)), (reports) => {
      const ratio = learn(reports) ?? 1;
      return ratio >= 0.5 && ratio <= 2.5;
    }),
  );
});
