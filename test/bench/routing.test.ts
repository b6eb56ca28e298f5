import { describe, expect, test } from 'vitest';
import { byLength } from '../../bench/routing/cascades.ts';
import { oracle, pointOf } from '../../bench/routing/frontier.ts';
import { inTurn, turnsOf, wrongAlike } from '../../bench/routing/inTurn.ts';
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
    expect(pointOf(inTurn({ voters: [ONE, TWO], last: STRONG }, wrongAgree))).toEqual({ quality, cost: 1000 * cost });
  });

  test('in turn stops at the second that is right, also where the first was wrong', () => {
    const three = model('three', [0, 1, 1, 0], 4);
    // Asked: two that are right; one of each, then a right one twice; none right, so the strong one.
    expect(pointOf(inTurn({ voters: [ONE, TWO, three], last: STRONG }, 0))).toEqual({
      quality: 1,
      cost: 1000 * ((3 + 7 + 7 + 17) / 4),
    });
    // The third that is wrong is like one of two others, or neither: a quarter of such questions go on to the strong one.
    const [, , , last] = inTurn({ voters: [ONE, TWO, three], last: STRONG }, 0.5).right;
    expect(last).toBe(0.125);
  });

  test('by what was said gives the first of two that say the same; who says nothing counts for nothing', () => {
    const said = (one: typeof ONE, words: (string | undefined)[]) => ({ ...one, said: words });
    const voters = [said(ONE, ['a', 'b', 'x', undefined]), said(TWO, ['a', 'c', 'x', undefined])];
    const last = said(STRONG, ['a', 'b', 'd', 'e']);
    const { right, costs } = inTurn({ voters, last }, 0);
    expect(right).toEqual([1, 1, 0, 1]);
    // Where one of two says nothing, the other is not asked.
    expect(costs).toEqual([3, 13, 3, 11]);
    const third = said(TWO, ['a', 'c', 'x', 'z']);
    const three = inTurn({ voters: [...voters, third], last, agree: 3 }, 0);
    expect([three.right, three.costs]).toEqual([
      [1, 1, 0, 1],
      [5, 13, 5, 11],
    ]);
    expect(wrongAlike([...voters, last])).toBe(0);
    expect(wrongAlike([said(ONE, ['', '', 'x', 'y']), said(model('wrong', [0, 0, 0, 0], 1), ['', '', 'x', 'z'])])).toBe(
      0.5,
    );
  });

  test('in turn asks the cheapest first, and everybody else in the end', () => {
    const named = turnsOf([STRONG, TWO, ONE]).map(({ voters, last }) =>
      [...voters, last].map(({ name }) => name).join(' '),
    );
    expect(named).toEqual(['one two strong', 'one strong two', 'two strong one']);
  });

  test('by length asks again where the answer is long', () => {
    expect(pointOf(byLength([ONE, STRONG], 30))).toEqual({ quality: 0.75, cost: 1000 * (1 + 2.5) });
  });
});

test('the oracle asks the cheapest that is right, or the cheapest', () => {
  expect(oracle([ONE, TWO])).toEqual({ quality: 0.75, cost: 1000 * ((1 + 1 + 2 + 1) / 4) });
});
