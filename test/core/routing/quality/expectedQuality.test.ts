import { expect, test } from 'vitest';
import type { Figures } from '../../../../src/core/models/figures.ts';
import { expectedQuality } from '../../../../src/core/routing/quality/expectedQuality.ts';
import { standingAt } from '../../../../src/core/routing/quality/standing.ts';

const NOTHING = { good: 0, bad: 0 };
const figures = (standing: Figures['standing']): Figures => ({
  of: 'x-1',
  own: true,
  percent: { edits: 70 },
  standing,
});

test('what is simple nearly every model does, and what is complex tells them apart', () => {
  const gap = (difficulty: 'simple' | 'moderate' | 'complex') =>
    expectedQuality(1, difficulty, NOTHING) - expectedQuality(-1, difficulty, NOTHING);
  expect(expectedQuality(-2, 'simple', NOTHING)).toBeGreaterThan(0.95);
  expect(gap('simple')).toBeLessThan(gap('moderate'));
  expect(gap('moderate')).toBeLessThan(gap('complex'));
});

test('outcomes here move it, the more of them the further, at every difficulty', () => {
  for (const difficulty of ['simple', 'moderate', 'complex'] as const) {
    const at = (good: number, bad: number) => expectedQuality(0, difficulty, { good, bad });
    expect(at(0, 5)).toBeLessThan(at(0, 0));
    expect(at(0, 20)).toBeLessThan(at(0, 5));
    expect(at(40, 0)).toBeGreaterThan(at(0, 0));
    expect(at(0, 1000)).toBeGreaterThan(0);
    expect(at(1000, 0)).toBeLessThan(1);
  }
});

test('as many good outcomes as were expected move nothing', () => {
  const expected = expectedQuality(0, 'moderate', NOTHING);
  const seen = { good: 10 * expected, bad: 10 * (1 - expected) };
  expect(expectedQuality(0, 'complex', seen)).toBeCloseTo(expectedQuality(0, 'complex', NOTHING), 9);
});

test('a tier stands for what nobody published, and for what its user says of it', () => {
  const known = figures({ edits: 2, coding: 2 });
  expect(standingAt({ tier: 'budget' }, 'fix').standing).toBeLessThan(standingAt({ tier: 'premium' }, 'fix').standing);
  expect(standingAt({ tier: 'budget', ownTier: true, figures: known }, 'fix')).toEqual(
    standingAt({ tier: 'budget' }, 'fix'),
  );
  expect(standingAt({}, 'fix').standing).toBeLessThan(standingAt({ tier: 'budget' }, 'fix').standing);
});

test('figures are those of the task, the nearest of them named', () => {
  const known = figures({ edits: 1, coding: 0, language: -2 });
  expect(standingAt({ figures: known }, 'fix')).toEqual({
    standing: 0.5,
    figure: { metric: 'edits', percent: 70, of: 'x-1', own: true },
  });
  expect(standingAt({ figures: known }, 'translate').standing).toBe(-2);
});

test('figures of other tasks count a little less, and faithfulness for summaries alone', () => {
  expect(standingAt({ figures: figures({ edits: 1 }) }, 'write')).toEqual({ standing: 0.6000000000000001 });
  expect(standingAt({ tier: 'budget', figures: figures({ faithful: 2 }) }, 'write')).toEqual(
    standingAt({ tier: 'budget' }, 'write'),
  );
  expect(standingAt({ figures: figures({ faithful: 2 }) }, 'summarize').standing).toBe(2);
});
