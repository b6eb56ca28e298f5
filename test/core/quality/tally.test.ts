import { describe, expect, test } from 'vitest';
import { backed } from '../../../src/core/quality/backed.ts';
import { type Judgement, judged } from '../../../src/core/quality/judgement.ts';
import { decayedTo, HALF_LIFE_MS, NOTHING, withOutcome } from '../../../src/core/quality/tally.ts';

const none = { good: 0, bad: 0 };

describe('tallies', () => {
  test('count half of an outcome after its half-life', () => {
    const first = withOutcome(NOTHING, { good: 1, bad: 0 }, 1000);
    expect(decayedTo(first, 1000 + HALF_LIFE_MS)).toMatchObject({ good: 0.5, bad: 0 });
    const second = withOutcome(first, { good: 0, bad: 0.6 }, 1000 + HALF_LIFE_MS);
    expect(decayedTo(second, 1000 + 2 * HALF_LIFE_MS)).toMatchObject({ good: 0.25, bad: 0.3 });
  });

  test('neither grow nor vanish when the clock is set back', () => {
    const tally = withOutcome(NOTHING, { good: 1, bad: 0 }, 5 * HALF_LIFE_MS);
    const after = withOutcome(tally, { good: 1, bad: 0 }, HALF_LIFE_MS);
    expect(after).toEqual({ good: 2, bad: 0, at: HALF_LIFE_MS });
  });

  test('give back exactly what an answer had left when its outcome turns', () => {
    let tally = NOTHING;
    let judgement: Judgement | undefined;
    const signs = [
      ['applied', 0],
      ['survived', HALF_LIFE_MS / 3],
      ['down', HALF_LIFE_MS],
      ['unvoted', 2 * HALF_LIFE_MS],
    ] as const;
    for (const [sign, at] of signs) {
      const { judgement: next, change } = judged(judgement, sign, at);
      tally = withOutcome(tally, change, at);
      judgement = next;
    }
    expect(tally.good).toBeCloseTo(0.8 / 4);
    expect(tally.bad).toBeCloseTo(0);
    expect(judgement?.signs).toEqual(['applied', 'survived']);
  });
});

describe('what is known from elsewhere', () => {
  test('stands behind what is known here: a quarter of it, and four answers at most', () => {
    expect(backed(none, none)).toEqual(none);
    expect(backed(none, { good: 6, bad: 2 })).toEqual({ good: 1.5, bad: 0.5 });
    expect(backed(none, { good: 300, bad: 100 })).toEqual({ good: 3, bad: 1 });
    expect(backed({ good: 1, bad: 9 }, { good: 301, bad: 109 })).toEqual({ good: 4, bad: 10 });
  });

  test('is nothing where all was learnt here', () => {
    expect(backed({ good: 2, bad: 1 }, { good: 2, bad: 1 })).toEqual({ good: 2, bad: 1 });
  });
});
