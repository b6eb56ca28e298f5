import { describe, expect, test } from 'vitest';
import { Scenario } from '../fakes/scenario.ts';
import { fault, type Step } from '../fakes/scriptedProvider.ts';

const HTTPS = { api: 'openai-chat', baseUrl: 'https://example.test/v1' };
const price = (output: number) => ({ price: { input: 1, output } });
/** Four cheap models, the cheapest first, and a strong one. */
const FIVE = {
  providers: { a: HTTPS, b: HTTPS, c: HTTPS, d: HTTPS, e: HTTPS },
  models: { 'a/m': price(1), 'b/m': price(2), 'c/m': price(3), 'd/m': price(4), 'e/m': price(50) },
};
const says = (text: string): Step[] => [{ wait: 100 }, text, { usage: { outputTokens: 10 } }, { finish: 'stop' }];
const answers = (result: string): Step[] => says(`The answer is: ${result}`);
const SLOW: Step[] = [{ usage: { outputTokens: 10 } }, { wait: 60_000 }, 'late', { finish: 'stop' }];

function asking(scripts: Record<string, Step[]>, cascade = {}, models = ['a/m', 'b/m', 'c/m', 'd/m', 'e/m']) {
  const routes = { default: { models, strategy: 'cascade' } };
  return new Scenario(scripts, { ...FIVE, routes, cascade: { checks: ['agreement'], opinions: 4, ...cascade } });
}
/** Who was asked for what, and who answered at what cost, without the times. */
const told = async (scenario: Scenario, ...asked: Parameters<Scenario['run']>) =>
  (await scenario.run(...asked)).slice(1).map((line) => line.replace(/^\d+ /, ''));
const COMPARED = '(to compare its answer with that of a/m)';

describe('cheap models are asked in turn until two say the same', () => {
  test('the second says what the first did: nobody else is asked', async () => {
    const scenario = asking({ a: answers('42'), b: answers('42') });
    expect(await told(scenario)).toEqual([
      'attempt 1 a/m draft',
      'attempt 1 a/m draft (checking a second answer)',
      `attempt 2 b/m check ${COMPARED}`,
      'attempt 1 a/m draft (agreement passed 1)',
      'text "The answer is: 42"',
      'done a/m stop 0.00003 priced in 2',
    ]);
  });

  test('two others agree: the answer of the first of these is given, and every call is paid', async () => {
    const scenario = asking({ a: answers('41'), b: answers('42'), c: answers('42') });
    expect((await told(scenario)).slice(2)).toEqual([
      `attempt 2 b/m check ${COMPARED}`,
      `attempt 3 c/m check ${COMPARED}`,
      'attempt 1 a/m draft (agreement failed 0)',
      'attempt 2 b/m agreed (agreement passed 1)',
      'text "The answer is: 42"',
      'done b/m stop 0.00006 priced in 3',
    ]);
    expect(scenario.rows).toHaveLength(3);
  });

  test('none agree: the strongest is asked the plain question, and nobody twice', async () => {
    const scenario = asking({ a: answers('1'), b: answers('2'), c: answers('3'), d: answers('4'), e: answers('5') });
    expect((await told(scenario)).slice(4)).toEqual([
      `attempt 4 d/m check ${COMPARED}`,
      'attempt 1 a/m draft (agreement failed 0)',
      'attempt 5 e/m stronger (b/m, c/m, d/m say something else)',
      'text "The answer is: 5"',
      'done e/m stop 0.0006 priced in 5',
    ]);
    expect(scenario.providers.e?.calls[0]?.messages).toEqual(scenario.providers.a?.calls[0]?.messages);
  });

  test('where the strongest fails, nobody is asked again: the first answer is given, with a remark', async () => {
    const scenario = asking({
      a: answers('1'),
      b: answers('2'),
      c: answers('3'),
      d: answers('4'),
      e: [fault('server')],
    });
    const log = await told(scenario);
    expect(log.slice(-2)).toEqual(['text "The answer is: 1"', 'done a/m stop 0.0001 priced in 5']);
    expect(scenario.providers.b?.calls).toHaveLength(1);
  });

  test('at most so many, the first included', async () => {
    const scenario = asking({ a: answers('1'), b: answers('2'), e: answers('5') }, { opinions: 2 });
    expect((await told(scenario)).at(-1)).toBe('done e/m stop 0.00053 priced in 3');
  });

  test('where three must agree, it ends as soon as they no longer can', async () => {
    const scripts = { a: answers('1'), b: answers('1'), c: answers('2'), d: answers('1'), e: answers('5') };
    expect((await told(asking(scripts, { agree: 3 }))).at(-1)).toBe('done a/m stop 0.0001 priced in 4');
    expect((await told(asking(scripts, { agree: 3, opinions: 3 }))).at(-1)).toBe('done e/m stop 0.00056 priced in 4');
    const parted = { ...scripts, b: answers('3') };
    expect((await told(asking(parted, { agree: 3, opinions: 3 }))).at(-1)).toBe('done e/m stop 0.00053 priced in 3');
  });

  test('two of the same fault agree on nothing', async () => {
    const broken = says('```json\n{]\n```');
    const scripts = { a: answers('1'), b: broken, c: broken, d: answers('2'), e: answers('5') };
    const log = await told(asking(scripts, { checks: ['refusal', 'form', 'agreement'] }));
    expect(log).toContain('attempt 5 e/m stronger (d/m says something else)');
  });

  test('the ceiling ends the asking around, and leaves the first answer with a remark', async () => {
    const scenario = asking(
      { a: answers('1'), b: answers('2'), c: answers('2'), e: answers('5') },
      { ceilingUsd: 2e-6 },
    );
    expect((await told(scenario)).at(-1)).toBe('done a/m stop 0.00001 priced in 1');
  });
});

test.each([
  ['the second', { a: answers('1'), b: SLOW }, 150, 2],
  ['the third', { a: answers('1'), b: answers('2'), c: SLOW }, 250, 3],
  ['the strongest', { a: answers('1'), b: answers('2'), c: answers('3'), d: answers('4'), e: SLOW }, 450, 5],
])('a stop while %s is asked aborts that call and keeps the cost of all', async (_, scripts, stopAfterMs, calls) => {
  const scenario = asking(scripts);
  let costUsd: number | null = null;
  const log = await told(
    scenario,
    {},
    {
      stopAfterMs,
      onEvent: (event) => {
        if (event.type === 'error') costUsd = event.costUsd;
      },
    },
  );
  expect(log.at(-1)).toBe('error cancelled []');
  expect(log.join('\n')).not.toMatch(/^text/m);
  expect(Object.values(scenario.providers).flatMap(({ aborted }) => aborted)).toEqual(['m']);
  expect(scenario.rows).toHaveLength(calls);
  const paid = scenario.rows.reduce((sum, row) => sum + Number(row.split(' ').at(-1)), 0);
  expect(costUsd).toBeCloseTo(paid / 1e9, 12);
  expect(scenario.clock.pending).toBe(0);
});
