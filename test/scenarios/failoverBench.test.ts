import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isComplete, WORDS } from '../../bench/failoverBench/canonical.ts';
import type { Answer, Ask } from '../../bench/failoverBench/happened.ts';
import { runScenario } from '../../bench/failoverBench/runScenario.ts';
import { SCENARIOS, type Scenario } from '../../bench/failoverBench/scenarios.ts';
import { type Served, serve } from '../../bench/failoverBench/served.ts';
import { throughServe } from '../../bench/failoverBench/throughServe.ts';
import { TIMINGS } from '../../bench/failoverBench/timings.ts';
import { Wall } from '../../bench/failoverBench/wall.ts';

test('the canonical answer is what the benchmark defines: sixty words', () => {
  expect(WORDS).toHaveLength(60);
  expect(isComplete(WORDS.join(' '))).toBe(true);
  expect(isComplete(WORDS.slice(0, 59).join(' '))).toBe(false);
});

test('the original is run with a configuration of at most twenty lines', () => {
  for (const file of ['switchyard.json', 'system.yaml']) {
    const text = readFileSync(new URL(`../../bench/failoverBench/${file}`, import.meta.url), 'utf8');
    expect(text.trim().split('\n').length).toBeLessThanOrEqual(20);
  }
});

describe('Failover Bench through `serve`, one after the other as its own runner does', () => {
  let wall: Wall;
  let served: Served;
  beforeAll(async () => {
    wall = await Wall.start(TIMINGS.fast);
    served = await serve(wall.baseUrl);
  }, 60_000);
  afterAll(async () => {
    await served?.[Symbol.asyncDispose]();
    await wall?.[Symbol.asyncDispose]();
  });

  test.each(SCENARIOS)('$id: $title', async (scenario) => {
    const { verdict, reason, happened } = await runScenario(scenario, wall, throughServe(served), 'fast');
    const seen = happened.seen.map(({ at, model, action }) => `${Math.round(at)} ${model} ${action}`);
    expect({ verdict, reason, seen }).toEqual({ verdict: 'pass', reason: 'rescued', seen });
  });
});

describe('what must not pass does not', () => {
  const said =
    (answer: Partial<Answer>): Ask =>
    async () => ({ ok: true, text: '', usage: true, ...answer });
  const half = WORDS.slice(0, 40).join(' ');
  test.each([
    ['half an answer as a whole one', 'S08', said({ text: half }), 'fail'],
    ['an answer with a part of it twice', 'S08', said({ text: `${half} ${WORDS.join(' ')}` }), 'fail'],
    ['a clean error', 'S08', said({ ok: false, error: 'no' }), 'safe'],
    ['an answer to what a filter refuses', 'S13', said({ text: WORDS.join(' ') }), 'fail'],
    ['an answer without a second try', 'S03', said({ text: WORDS.join(' ') }), 'partial'],
    ['an answer without its usage', 'S11', said({ text: WORDS.join(' '), usage: false }), 'partial'],
  ])('%s', async (_, id, ask, expected) => {
    await using wall = await Wall.start(TIMINGS.fast);
    const { verdict } = await runScenario(scenarioOf(id), wall, ask, 'fast');
    expect(verdict).toBe(expected);
  });
});

describe('a client that does nothing of its own', () => {
  /** The wall asked directly, without a fallback. */
  const direct = (wall: Wall): Ask => {
    const ask = throughServe({ url: wall.baseUrl, token: 'none' });
    return ({ model, stream }, signal) => ask({ model, stream, fallback: undefined }, signal);
  };
  test.each([
    ['S01', 'safe'],
    ['S04', 'safe'],
    ['S05', 'safe'],
    ['S08', 'safe'],
    ['S09', 'safe'],
    ['S10', 'safe'],
    ['S11', 'pass'],
    ['S14', 'safe'],
  ])('%s: %s', async (id, expected) => {
    await using wall = await Wall.start(TIMINGS.fast);
    const { verdict } = await runScenario(scenarioOf(id), wall, direct(wall), 'fast');
    expect(verdict).toBe(expected);
  });
});

function scenarioOf(id: string): Scenario {
  const scenario = SCENARIOS.find((one) => one.id === id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return scenario;
}
