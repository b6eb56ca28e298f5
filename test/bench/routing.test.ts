import { describe, expect, test } from 'vitest';
import { byAgreement, byLength } from '../../bench/routing/cascades.ts';
import { oracle, pointOf } from '../../bench/routing/frontier.ts';
import { recovered } from '../../bench/routing/recovered.ts';

const model = (name: string, right: number[], cost: number, characters = right.map(() => 100)) => ({
  name,
  right,
  costs: right.map(() => cost),
  characters,
});
const ONE = model('one', [1, 1, 0, 0], 1, [10, 20, 30, 40]);
const TWO = model('two', [1, 0, 1, 0], 2);
const STRONG = model('strong', [1, 1, 1, 1], 10);

describe('what an order of questions recovers', () => {
  const weak = [1, 0, 1, 0];
  const strong = [1, 1, 1, 1];

  test('is most when what the strong model gains comes first', () => {
    expect(recovered([0, 1, 0, 1], weak, strong)).toEqual({ apgr: 0.7, cpt50: 25, cpt80: 50 });
    expect(recovered([1, 0, 1, 0], weak, strong)).toEqual({ apgr: 0.3, cpt50: 75, cpt80: 100 });
  });

  test('is half by chance', () => {
    expect(recovered([1, 1, 1, 1], [0, 0, 0, 0], strong).apgr).toBe(0.5);
  });
});

describe('a cascade', () => {
  test.each([
    ['none', 0, 1, 3 + 7.5],
    ['half', 0.5, 0.875, 3 + 6.25],
    ['all', 1, 0.75, 3 + 5],
  ])('by agreement where %s of the wrong answers agree', (_, wrongAgree, quality, cost) => {
    expect(pointOf(byAgreement([ONE, TWO, STRONG], wrongAgree))).toEqual({ quality, cost: 1000 * cost });
  });

  test('by length asks again where the answer is long', () => {
    expect(pointOf(byLength([ONE, STRONG], 30))).toEqual({ quality: 0.75, cost: 1000 * (1 + 2.5) });
  });
});

test('the oracle asks the cheapest that is right, or the cheapest', () => {
  expect(oracle([ONE, TWO])).toEqual({ quality: 0.75, cost: 1000 * ((1 + 1 + 2 + 1) / 4) });
});
