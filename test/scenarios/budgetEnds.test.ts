import { describe, expect, test } from 'vitest';
import type { BudgetDesk } from '../../src/core/ports/budgetTools.ts';
import { outOfMoney } from '../fakes/outOfMoney.ts';
import { Scenario } from '../fakes/scenario.ts';
import { fault, type Step } from '../fakes/scriptedProvider.ts';

const WHOLE: Step[] = ['Hello', { usage: { inputTokens: 10, outputTokens: 2 } }, { finish: 'stop' }];
const SLOW: Step[] = [{ wait: 4000 }, ...WHOLE];
const DEAR = { price: { input: 10, output: 100 } };

/** A scenario, and the limits that it was told to have ended a request. */
function watched(scripts: Record<string, Step[]>, settings: Record<string, unknown>, desk?: BudgetDesk) {
  const scenario = new Scenario({ a: WHOLE, b: WHOLE, c: WHOLE, ...scripts }, settings);
  const told: string[] = [];
  scenario.desk = { onRefused: ({ name }) => told.push(name), ...(desk === undefined ? {} : { desk }) };
  return { scenario, told };
}

describe('a limit counts as reached', () => {
  test('where a request ends because of it', async () => {
    const { scenario, told } = watched({}, { budget: { requestUsd: 0.0001 } });
    expect((await scenario.run()).at(-1)).toContain('error budget');
    expect(told).toEqual(['request']);
  });

  test('also where its last attempt does not fit any more', async () => {
    const settings = { budget: { requestUsd: 1 }, routes: { default: ['a/m', 'b/m'] } };
    const { scenario, told } = watched({ a: [fault('server')] }, settings);
    outOfMoney(scenario, 'b/m');
    expect((await scenario.run()).at(-1)).toContain('error budget');
    expect(told).toEqual(['request']);
  });

  test('not where a second model beside a late one does not fit', async () => {
    const settings = { resilience: { hedge: 'late' }, budget: { dailyUsd: 0.034 } };
    const { scenario, told } = watched({ a: SLOW }, settings);
    expect((await scenario.run()).at(-1)).toContain('done a/m');
    expect(scenario.providers.b?.calls).toEqual([]);
    expect(told).toEqual([]);
  });

  test('not where the next model fits', async () => {
    const { scenario, told } = watched({}, { budget: { requestUsd: 1 } });
    outOfMoney(scenario, 'a/m');
    expect((await scenario.run()).at(-1)).toContain('done b/m');
    expect(told).toEqual([]);
  });

  test('not where a cheaper model answers', async () => {
    const models = { 'a/m': DEAR, 'b/m': DEAR, 'c/m': { price: { input: 0, output: 0.1 } } };
    const settings = { budget: { requestUsd: 0.005, onLimit: 'downgrade' }, models, routes: { default: ['a/m'] } };
    const { scenario, told } = watched({}, settings);
    expect((await scenario.run()).at(-1)).toContain('done c/m');
    expect(told).toEqual([]);
  });
});

describe('who stops instead of answering what they are asked of the budget', () => {
  const whenStopped = <T>(signal: AbortSignal, answer: T) =>
    new Promise<T>((resolve) => signal.addEventListener('abort', () => resolve(answer)));
  const desk: BudgetDesk = {
    mayPass: (_, signal) => whenStopped(signal, 'no' as const),
    priceOf: (_, signal) => whenStopped(signal, 'no' as const),
  };

  test.each([
    ['a limit', { budget: { requestUsd: 0.0001, onLimit: 'ask' } }],
    ['a price', { budget: { requestUsd: 1 }, models: { 'a/m': {} }, routes: { default: ['a/m'] } }],
  ])('has stopped: %s', async (_, settings) => {
    const { scenario, told } = watched({}, settings, desk);
    expect((await scenario.run({}, { stopAfterMs: 10 })).at(-1)).toBe('10 error cancelled []');
    expect(told).toEqual([]);
    expect(scenario.providers.a?.calls).toEqual([]);
  });
});
