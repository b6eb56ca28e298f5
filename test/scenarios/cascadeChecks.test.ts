import { describe, expect, test } from 'vitest';
import { Scenario } from '../fakes/scenario.ts';
import type { Step } from '../fakes/scriptedProvider.ts';

const USAGE: Step = { usage: { inputTokens: 10, outputTokens: 2 } };
const says = (text: string, wait = 100): Step[] => [{ wait }, text, USAGE, { finish: 'stop' }];
const SLOW: Step[] = [USAGE, { wait: 60_000 }, 'late', { finish: 'stop' }];
const GOOD = says('The answer is: 42');
const REFUSING = says("I'm sorry, but I can't help with that.");

/** A cascade over the three models with these checks. */
function checkedBy(checks: string[], scripts: Record<string, Step[] | Step[][]>, more: Record<string, unknown> = {}) {
  const routes = { default: { models: ['a/m', 'b/m', 'c/m'], strategy: 'cascade' } };
  return new Scenario(scripts, { routes, cascade: { checks }, ...more });
}
const withoutTimes = (log: string[]) => log.map((line) => line.replace(/^\d+ /, ''));

describe('each check passes or sends on to a stronger model', () => {
  test('the editor: only what it finds new is told', async () => {
    const scenario = checkedBy(['editor'], { a: GOOD, b: says('Better') });
    scenario.checkCode = async () => ({ looked: true, newErrors: ['a.ts:1: no such name'] });
    const log = withoutTimes(await scenario.run());
    expect(log).toContain('attempt 1 a/m draft (editor failed 0)');
    expect(log).toContain('attempt 2 b/m stronger (the editor finds new errors: a.ts:1: no such name)');
    expect(JSON.stringify(scenario.providers.b?.calls[0]?.messages.at(-1))).toContain('a.ts:1: no such name');
  });

  test.each([
    ['finds nothing', { looked: true, newErrors: [] }, ['attempt 1 a/m draft (editor passed 1)']],
    ['cannot look', { looked: false, newErrors: [] }, ['attempt 1 a/m draft ()']],
  ])('the editor %s', async (_, report, verdicts) => {
    const scenario = checkedBy(['editor'], { a: GOOD });
    scenario.checkCode = async () => report;
    const log = withoutTimes(await scenario.run());
    expect(log.slice(3, 4)).toEqual(verdicts);
    expect(log.at(-1)).toContain('done a/m');
  });

  test.each([
    ['confidence', { a: [GOOD, says('95')] }, 'a/m'],
    ['confidence', { a: [GOOD, says('20\nIt is a guess.')], b: says('Better') }, 'b/m'],
    ['judge', { a: GOOD, b: says('90') }, 'a/m'],
    ['judge', { a: GOOD, b: [says('30\nWrong.'), says('Better')] }, 'b/m'],
    ['judge', { a: GOOD, b: says('Looks fine to me.') }, 'a/m'],
    ['agreement', { a: GOOD, c: says('So the answer is: 42') }, 'a/m'],
    ['agreement', { a: GOOD, b: says('Better'), c: says('The answer is: 41') }, 'b/m'],
  ])('%s, asked of a model: %j → %s', async (check, scripts, model) => {
    const scenario = checkedBy([check], scripts);
    const log = withoutTimes(await scenario.run());
    expect(log.at(-1)).toMatch(new RegExp(`^done ${model} stop`));
    // Every call is a row, and its cost in the sum.
    const calls = model === 'a/m' ? 2 : 3;
    expect(scenario.rows).toHaveLength(calls);
    expect(log.at(-1)).toContain(`${(14 * calls) / 1_000_000} priced in ${calls}`);
  });

  test('the objective says what an answer must reach', async () => {
    for (const [objective, model] of [
      ['cheapest', 'a/m'],
      ['balanced', 'b/m'],
      ['best', 'b/m'],
    ]) {
      const scenario = checkedBy(['judge'], { a: GOOD, b: [says('55'), says('Better')] }, { objective });
      expect((await scenario.run()).at(-1)).toContain(`done ${model}`);
    }
  });
});

describe('stopping', () => {
  test.each([
    ['in the first call', ['refusal'], { a: SLOW, b: GOOD }, 50, ['a/m cancelled 10+2 14000']],
    ['in the call of a check', ['judge'], { a: GOOD, b: SLOW }, 150, ['a/m ok 10+2 14000', 'b/m cancelled 10+2 14000']],
    [
      'in the second answer',
      ['refusal'],
      { a: REFUSING, b: SLOW },
      150,
      ['a/m ok 10+2 14000', 'b/m cancelled 10+2 14000'],
    ],
    [
      'in a second opinion',
      ['agreement'],
      { a: GOOD, c: SLOW },
      150,
      ['a/m ok 10+2 14000', 'c/m cancelled 10+2 14000'],
    ],
  ])('%s aborts it, shows nothing, and keeps what all have cost', async (_, checks, scripts, stopAfterMs, rows) => {
    const scenario = checkedBy(checks, scripts as Record<string, Step[]>);
    let costUsd: number | null = null;
    const log = await scenario.run(
      {},
      {
        stopAfterMs,
        onEvent: (event) => {
          if (event.type === 'error') costUsd = event.costUsd;
        },
      },
    );
    expect(log.at(-1)).toBe(`${stopAfterMs} error cancelled []`);
    expect(log.join('\n')).not.toMatch(/\d text/);
    expect(scenario.rows).toEqual(rows);
    expect(costUsd).toBeCloseTo(
      rows.reduce((sum, row) => sum + Number(row.split(' ').at(-1)) / 1e9, 0),
      12,
    );
    const aborted = Object.values(scenario.providers).flatMap((provider) => provider.aborted);
    expect(aborted).toEqual(['m']);
    expect(scenario.clock.pending).toBe(0);
  });

  test('while the editor looks ends the look, and asks nobody else', async () => {
    const scenario = checkedBy(['editor'], { a: GOOD, b: GOOD });
    let stopped = false;
    scenario.checkCode = (_answer, _context, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          stopped = true;
          resolve({ looked: false, newErrors: [] });
        });
      });
    expect((await scenario.run({}, { stopAfterMs: 500 })).at(-1)).toBe('500 error cancelled []');
    expect(stopped).toBe(true);
    expect(scenario.rows).toEqual(['a/m ok 10+2 14000']);
  });
});

describe('money', () => {
  const BROKEN = says('```json\n{]\n```');

  test('a ceiling that the next model would pass leaves the first answer, with a remark', async () => {
    const routes = { default: { models: ['a/m', 'b/m'], strategy: 'cascade', ceilingUsd: 0.000001 } };
    const scenario = checkedBy(['form'], { a: BROKEN, b: GOOD }, { routes });
    const log = withoutTimes(await scenario.run());
    expect(log.at(-1)).toBe('done a/m stop 0.000014 priced in 1');
    expect(scenario.providers.b?.calls).toEqual([]);
  });

  test('a ceiling never makes an answer of a refusal', async () => {
    const routes = { default: { models: ['a/m', 'b/m'], strategy: 'cascade', ceilingUsd: 0.000001 } };
    const scenario = checkedBy(['refusal'], { a: REFUSING, b: GOOD }, { routes });
    expect((await scenario.run()).at(-1)).toBe('100 error budget []');
  });

  test('a budget that runs out between the two leaves the first answer, with a remark', async () => {
    // The first answer takes nearly all that the request may cost.
    const dear: Step[] = ['```json\n{]\n```', { usage: { inputTokens: 10, outputTokens: 4500 } }, { finish: 'stop' }];
    const scenario = checkedBy(['form'], { a: dear, b: GOOD, c: GOOD }, { budget: { requestUsd: 0.0095 } });
    const log = withoutTimes(await scenario.run());
    expect(log.at(-1)).toMatch(/^done a\/m stop 0\.00901/);
    expect(scenario.providers.b?.calls).toEqual([]);
    expect(scenario.providers.c?.calls).toEqual([]);
  });
});

test('JSON of a schema that a model cannot mend goes to the stronger one', async () => {
  const structured = { name: 'x', schema: { type: 'object', required: ['a'], properties: { a: { type: 'number' } } } };
  const scenario = checkedBy(['form'], { a: says('{"b": 1}'), b: says('{"a": 1}') });
  const log = withoutTimes(await scenario.run({ parameters: { structured } }));
  expect(log).toContain('fallback a/m → b/m: protocol after 0');
  expect(log.slice(-2)).toEqual(['text "{\\"a\\":1}"', expect.stringMatching(/^done b\/m/)]);
});
