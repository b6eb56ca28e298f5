import { once } from 'node:events';
import { expect, test } from 'vitest';
import { finish, jsonLines, TestCli } from './testCli.ts';

const REQUESTS = 8;

test('a budget is kept by several commands at once, and the vendor bills no more', async () => {
  // 24 tokens or so at 1 and 2 US$ a million.
  await using cli = await TestCli.start({ text: 'word '.repeat(100) });
  cli.configure({ budget: { dailyUsd: 0.001 }, routes: { default: { models: ['a/m'], maxOutputTokens: 150 } } });
  const children = Array.from({ length: REQUESTS }, () => {
    const child = cli.start(['ask', '--json', 'hello']);
    child.stdin.end();
    return finish(child);
  });
  const ended = await Promise.all(children);
  const answered = ended.filter(({ code }) => code === 0);
  const refused = ended.filter(({ code }) => code === 1);
  expect(answered.length).toBeGreaterThan(0);
  expect(refused.length).toBeGreaterThan(0);
  for (const { stdout } of refused) expect(jsonLines(stdout).at(-1)).toMatchObject({ error: { kind: 'budget' } });
  const { stdout } = await cli.run(['stats', '--json']);
  const { budget, spendUsd } = JSON.parse(stdout);
  expect(budget.day).toEqual({ limitUsd: 0.001, spentUsd: spendUsd, reservedUsd: 0 });
  expect(spendUsd).toBeGreaterThan(0);
  expect(spendUsd).toBeLessThanOrEqual(0.001);
});

test('a refused request names the limit, and what mends it', async () => {
  await using cli = await TestCli.start({ text: 'ok' });
  cli.configure({ budget: { requestUsd: 0.000001 } });
  const { code, stderr } = await cli.run(['ask', 'hello']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/This could cost \$0\.00\d+, and the budget of one request is \$0\.000001\./);
  const { stdout } = await cli.run(['route'], { stdin: '{"id":"1","prompt":"hello"}\n' });
  expect(jsonLines(stdout)[0]).toMatchObject({ id: '1', targets: [], rejected: [{ model: 'a/m' }, { model: 'b/m' }] });
});

test('a command that is killed leaves an estimate behind, and its money free again', async () => {
  await using cli = await TestCli.start({ text: 'word '.repeat(2000), tokensPerSecond: 50 });
  cli.configure({ budget: { dailyUsd: 0.05 } });
  const child = cli.start(['ask', '--model', 'a/m', 'hello']);
  child.stdin.end();
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
  const { stdout } = await cli.run(['stats', '--json']);
  const { budget, models } = JSON.parse(stdout);
  expect(models['a/m']).toMatchObject({ requests: 1 });
  expect(budget.day.reservedUsd).toBe(0);
  // The input, and a thousand tokens that may have been on their way.
  expect(budget.day.spentUsd).toBeGreaterThan(0.002);
  expect(budget.day.spentUsd).toBeLessThan(0.003);
});
