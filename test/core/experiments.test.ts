import { describe, expect, test } from 'vitest';
import { armFigures } from '../../src/core/experiments/armFigures.ts';
import { meanDifference, shareDifference } from '../../src/core/experiments/difference.ts';
import { drawArm } from '../../src/core/experiments/drawArm.ts';
import type { Experiment } from '../../src/core/experiments/experiment.ts';
import { Scenario } from '../fakes/scenario.ts';
import type { Step } from '../fakes/scriptedProvider.ts';

const TWO: Experiment = {
  name: 'two',
  tasks: ['code'],
  arms: [
    { name: 'A', models: ['a/m'], weight: 1 },
    { name: 'B', models: ['b/m'], weight: 3 },
  ],
};
const SAYS: Step[] = ['Hello', { usage: { inputTokens: 10, outputTokens: 2 } }, { finish: 'stop' }];
const SETTINGS = { experiments: { two: { tasks: ['code'], arms: [{ model: 'a/m' }, { model: 'b/m' }] } } };

/** A conversation that gets this arm. */
const inArm = (arm: string) => {
  const experiment = { ...TWO, arms: TWO.arms.map((one) => ({ ...one, weight: 1 })) };
  return Array.from({ length: 99 }, (_, index) => `chat-${index}`).find((id) => drawArm(experiment, id)?.name === arm);
};

describe('an arm', () => {
  test('is drawn by its weight, and always the same for the same conversation', () => {
    const drawn = Array.from({ length: 4000 }, (_, index) => drawArm(TWO, `chat-${index}`)?.name);
    const share = drawn.filter((name) => name === 'B').length / drawn.length;
    expect(share).toBeGreaterThan(0.72);
    expect(share).toBeLessThan(0.78);
    expect(drawArm(TWO, 'chat-7')?.name).toBe(drawn[7]);
  });

  test('answers the conversation from its beginning to its end, and is kept in the ledger', async () => {
    const scenario = new Scenario({ a: SAYS, b: SAYS }, SETTINGS);
    for (const id of ['1', '2', '3']) {
      const log = await scenario.run({ id, task: 'code', conversationId: inArm('B') ?? '' });
      expect(log.at(-1)).toContain('done b/m');
    }
    expect((await scenario.run({ id: '4', task: 'code', conversationId: inArm('A') ?? '' })).at(-1)).toContain(
      'done a/m',
    );
    expect(scenario.ledger.armsSince('two', 0).map(({ requestId, arm }) => `${requestId} ${arm}`)).toEqual([
      '1 B',
      '2 B',
      '3 B',
      '4 A',
    ]);
  });

  test('falls back to the route when its model fails', async () => {
    const scenario = new Scenario({ a: [], b: SAYS }, { ...SETTINGS, routes: { default: ['b/m'] } });
    const log = await scenario.run({ task: 'code', conversationId: inArm('A') ?? '' });
    expect(log[0]).toBe('0 decision a/m b/m');
    expect(log.at(-1)).toContain('done b/m');
  });

  test('gives way to a pinned model, another strategy and other tasks', async () => {
    for (const [changes, settings] of [
      [{ model: 'c/m' }, SETTINGS],
      [{ task: 'write' }, SETTINGS],
      [{}, { ...SETTINGS, routes: { default: { models: ['c/m'], strategy: 'single' } } }],
      [{}, { ...SETTINGS, rules: [{ when: { task: 'code' }, use: ['c/m'] }] }],
    ] as const) {
      const scenario = new Scenario({ a: SAYS, b: SAYS, c: SAYS }, settings);
      await scenario.run({ task: 'code', ...changes });
      expect(scenario.ledger.armsSince('two', 0)).toEqual([]);
    }
  });
});

describe('differences', () => {
  test('of shares need evidence on both sides', () => {
    expect(shareDifference({ good: 3, bad: 1 }, { good: 1, bad: 1 }).tooEarly).toBe(true);
    const clear = shareDifference({ good: 90, bad: 10 }, { good: 50, bad: 50 });
    expect(clear).toMatchObject({ tooEarly: false, mean: expect.closeTo(0.39, 2) });
    expect(clear.low).toBeGreaterThan(0.3);
    expect(clear.high).toBeLessThan(0.48);
  });

  test('of means need ten values, and more than their scatter', () => {
    const values = (mean: number, count: number) => Array.from({ length: count }, (_, index) => mean + (index % 3));
    expect(meanDifference(values(9, 9), values(1, 30)).tooEarly).toBe(true);
    expect(meanDifference(values(9, 30), values(1, 30))).toMatchObject({ mean: 8, tooEarly: false });
    expect(meanDifference(values(1.1, 10), values(1, 10)).tooEarly).toBe(true);
  });
});

test('the figures of an arm are of its requests, whatever the order of signs', () => {
  const attempt = (requestId: string, outcome: string, costNano: number | null) => ({
    requestId,
    outcome,
    costNano,
    totalMs: 500,
  });
  const figures = armFigures(
    [
      { requestId: '1', experiment: 'two', arm: 'A' },
      { requestId: '2', experiment: 'two', arm: 'A' },
      { requestId: '3', experiment: 'two', arm: 'B' },
    ],
    [attempt('1', 'server', 0), attempt('1', 'ok', 2e9), attempt('2', 'timeout', null), attempt('3', 'ok', 1e9)],
    [
      { requestId: '1', feedback: 'kept' },
      { requestId: '1', feedback: 'up' },
      { requestId: '3', feedback: 'redone' },
      { requestId: '9', feedback: 'up' },
    ],
  );
  expect(figures).toEqual([
    { arm: 'A', requests: 2, judged: 1, failed: 1, good: 1, bad: 0, costs: [2], times: [1000] },
    { arm: 'B', requests: 1, judged: 1, failed: 0, good: 0, bad: expect.closeTo(0.6), costs: [1], times: [500] },
  ]);
});
