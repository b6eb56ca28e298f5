import { describe, expect, test } from 'vitest';
import { isComplete, WORDS } from '../../bench/failoverBench/canonical.ts';
import { runScenario } from '../../bench/failoverBench/runScenario.ts';
import { SCENARIOS } from '../../bench/failoverBench/scenarios.ts';
import { throughCore } from '../../bench/failoverBench/throughCore.ts';
import { TIMINGS } from '../../bench/failoverBench/timings.ts';
import { Wall } from '../../bench/failoverBench/wall.ts';

test('the canonical answer is what the benchmark defines: sixty words', () => {
  expect(WORDS).toHaveLength(60);
  expect(isComplete(WORDS.join(' '))).toBe(true);
  expect(isComplete(WORDS.slice(0, 59).join(' '))).toBe(false);
});

describe.concurrent('Failover Bench through the core', () => {
  test.each(SCENARIOS)('$id: $title', async (scenario) => {
    await using wall = await Wall.start(TIMINGS.fast);
    const { verdict, reason, happened } = await runScenario(scenario, wall, throughCore(wall.baseUrl), 'fast');
    const seen = happened.seen.map(({ at, model, action }) => `${Math.round(at)} ${model} ${action}`);
    expect({ verdict, reason, seen }).toEqual({ verdict: 'pass', reason: 'rescued', seen });
  });
});
