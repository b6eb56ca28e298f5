import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { narrowerName, parseSettings } from '../../src/config/parseSettings.ts';
import { testSetup } from '../fakes/testSetup.ts';

/** What comes of a user's budget and those of a workspace: the budget, and what is said of it. */
function parsed(budget: unknown, ...narrower: unknown[]) {
  const { settings, problems } = parseSettings({ budget, [narrowerName('budget')]: narrower });
  return { budget: settings.budget, problems: problems.map(({ key, message }) => `${key.slice(11)}: ${message}`) };
}

describe('a budget', () => {
  test('is what the user wrote, each field on its own', () => {
    expect(parsed({ dailyUsd: 3, monthlyUsd: 'much', onLimit: 'pray', dailyusd: 4, warnAt: 2 })).toEqual({
      budget: { dailyUsd: 3 },
      problems: [
        'budget.monthlyUsd: must be a number; this limit is not kept',
        'budget.onLimit: must be one of block, downgrade, ask',
        'budget.dailyusd: unknown; use one of monthlyUsd, dailyUsd, chatUsd, requestUsd, warnAt, onLimit, unknownPrice, serverShare',
        'budget.warnAt: must be 1 or less',
      ],
    });
    expect(parsed(['3'])).toEqual({ budget: {}, problems: ['budget: must be an object'] });
  });

  test('is in nano-dollars, and none without a limit', () => {
    expect(testSetup({ budget: { dailyUsd: 0.000001, onLimit: 'ask' } }).budget).toEqual({
      dayNano: 1000,
      warnAt: 0.8,
      onLimit: 'ask',
      unknownPrice: 'ask',
      serverShare: 1,
    });
    expect(testSetup({ budget: { warnAt: 0.5 } }).budget).toBeUndefined();
    expect(testSetup({ budget: { requestUsd: 0 } }).budget).toMatchObject({ requestNano: 0 });
  });
});

describe('a workspace', () => {
  test('can tighten the budget', () => {
    const own = { monthlyUsd: 20, onLimit: 'ask', unknownPrice: 'ask' };
    const other = {
      monthlyUsd: 5,
      dailyUsd: 1,
      warnAt: 0.5,
      onLimit: 'downgrade',
      unknownPrice: 'forbid',
      serverShare: 0.2,
    };
    expect(parsed(own, other)).toEqual({ budget: other, problems: [] });
    expect(parsed({ dailyUsd: 3 }, { dailyUsd: 2 }, { dailyUsd: 1 })).toEqual({
      budget: { dailyUsd: 1 },
      problems: [],
    });
  });

  test('cannot loosen it, and is told so', () => {
    const own = { monthlyUsd: 20, onLimit: 'downgrade' };
    const other = { monthlyUsd: 1000, onLimit: 'ask', warnAt: 1, unknownPrice: 'allow' };
    expect(parsed(own, other)).toEqual({
      budget: own,
      problems: [
        'budget.monthlyUsd: a workspace can only tighten the budget: 1000 is ignored, 20 counts',
        'budget.onLimit: a workspace can only tighten the budget: ask is ignored, downgrade counts',
        'budget.warnAt: a workspace can only tighten the budget: 1 is ignored, 0.8 counts',
        'budget.unknownPrice: a workspace can only tighten the budget: allow is ignored, ask counts',
      ],
    });
  });

  const usd = fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined });
  const budgets = fc.record({ monthlyUsd: usd, dailyUsd: usd, chatUsd: usd, requestUsd: usd });
  test('never raises any limit, whatever it says', () => {
    fc.assert(
      fc.property(budgets, fc.array(budgets, { maxLength: 3 }), (own, others) => {
        const { budget } = parsed(own, ...others);
        for (const name of ['monthlyUsd', 'dailyUsd', 'chatUsd', 'requestUsd'] as const) {
          const all = [own, ...others].flatMap((one) => one[name] ?? []);
          expect(budget[name]).toBe(all.length === 0 ? undefined : Math.min(...all));
        }
      }),
    );
  });
});
