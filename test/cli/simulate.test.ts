import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { SILENT } from '../../src/core/ports/logger.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import { aRow } from '../storage/aRow.ts';
import { runHere } from './runHere.ts';

const WORKLOADS = join(import.meta.dirname, 'workloads');
const folder = mkdtempSync(join(tmpdir(), 'switchyard-simulate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const simulate = (config: string, ...args: string[]) =>
  runHere(['simulate', '--config', join(WORKLOADS, `${config}.json`), '--data-dir', join(folder, 'data'), ...args]);
const workload = (...lines: unknown[]) => {
  const file = join(folder, 'workload.jsonl');
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return file;
};

// The prices of the guides. Where one gives no token counts: 1,000 in and 500 out for drafts, answers and analyses, else
// 500 in and 50 out; the smallest model for what is simple, the largest for what is complex.
describe('the mixes of the guides', () => {
  test.each([
    ['twoModels', 'chat', 39.8, 750, 94.7],
    ['threeModels', 'support', 51, 375, 86.4],
    ['threeModels', 'content', 1.99875, 14.625, 86.3],
    ['threeModels', 'data', 44.85, 247.5, 81.9],
  ])('%s, %s: %f US$ instead of %f', async (config, name, usd, baselineUsd, percent) => {
    const args = ['--workload', join(WORKLOADS, `${name}.jsonl`), '--baseline', 'openai/gpt-4o', '--json'];
    const { code, stdout } = await simulate(config, ...args);
    const found = JSON.parse(stdout);
    expect([code, found.usd, found.baseline.usd]).toEqual([0, usd, baselineUsd]);
    expect(Math.round(found.baseline.saving * 1000) / 10).toBe(percent);
  });

  test('as a table', async () => {
    const args = ['--workload', join(WORKLOADS, 'support.jsonl'), '--baseline', 'openai/gpt-4o'];
    expect((await simulate('threeModels', ...args)).stdout.split('\n')).toEqual([
      'task     model                 calls   tokens in  tokens out    cost  openai/gpt-4o',
      'reason   openai/gpt-4o         5,000   5,000,000   2,500,000  $37.50         $37.50',
      'chat     google/gemini-flash  30,000  30,000,000  15,000,000   $6.75        $225.00',
      'explain  openai/gpt-4o-mini   15,000  15,000,000   7,500,000   $6.75        $112.50',
      'all                           50,000                          $51.00        $375.00',
      '86.4% less than openai/gpt-4o for everything',
      'assumed: who is asked first answers, and nothing comes from a cache',
      '',
    ]);
  });
});

describe('a workload', () => {
  test('of prompts is recognised, and what it does not say is assumed aloud', async () => {
    const file = workload({ prompt: 'Translate "good morning" to French' });
    const { stdout } = await simulate('threeModels', '--workload', file, '--json');
    const { rows, notes } = JSON.parse(stdout);
    expect(rows).toMatchObject([{ task: 'translate', model: 'google/gemini-flash', calls: 1, outputTokens: 600 }]);
    expect(notes).toEqual([
      'assumed in 1 of 1 lines: the tokens of the prompt as estimated',
      'assumed in 1 of 1 lines: 600 tokens out',
      'assumed in 1 of 1 lines: one call',
      'assumed: who is asked first answers, and nothing comes from a cache',
    ]);
  });

  test('is counted without the lines that cannot be used, each of which is named', async () => {
    const file = workload(
      'not json',
      { task: 'chat', difficulty: 'simple', inputTokens: 1000, outputTokens: 500, count: 2 },
      { task: 'chat' },
      { task: 'dance', difficulty: 'simple' },
      { prompt: 'hi', count: 0 },
    );
    const { code, stdout, stderr } = await simulate('threeModels', '--workload', file, '--json');
    expect([code, JSON.parse(stdout).usd]).toEqual([1, 0.00045]);
    expect(stderr.trim().split('\n')).toEqual([
      'switchyard: line 1: not JSON',
      'switchyard: line 3: needs a prompt, or a task and a difficulty',
      expect.stringMatching(/^switchyard: line 4: task /),
      expect.stringMatching(/^switchyard: line 5: count /),
    ]);
  });

  test('that nobody can answer is in no sum, and says why', async () => {
    const config = join(folder, 'gone.json');
    writeFileSync(config, JSON.stringify({ 'switchyard.routes': { default: ['gone/m'] } }));
    const file = workload({ task: 'chat', difficulty: 'simple', inputTokens: 10, outputTokens: 10, count: 3 });
    const args = ['simulate', '--config', config, '--data-dir', join(folder, 'data'), '--workload', file];
    const { code, stdout } = await runHere(args);
    expect(code).toBe(0);
    expect(stdout).toContain('3 calls are in no sum');
    expect(stdout).toContain('nobody for chat, simple: gone/m: the provider gone is not set up');
  });
});

test.each([
  [[], 'simulate needs --workload FILE or --ledger, one of them'],
  [['--workload', 'x', '--ledger'], 'simulate needs --workload FILE or --ledger, one of them'],
  [['--workload', '/nowhere/x'], '--workload /nowhere/x: ENOENT'],
  [['--ledger', '--baseline', 'gpt-4o'], '--baseline gpt-4o: must be PROVIDER/MODEL of a provider that is set up'],
  [['--ledger', '--baseline', 'openai/never-heard-of'], 'its price is not known; say it in switchyard.models'],
])('%j cannot be used', async (args, message) => {
  const { code, stdout, stderr } = await simulate('threeModels', ...args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});

test('the ledger of the last thirty days is a workload, beside what was paid', async () => {
  const data = join(folder, 'month');
  const { ledger } = await openLedger(join(data, 'ledger.db'), SILENT);
  const usage = {
    ...aRow().usage,
    inputTokens: 1000,
    outputTokens: 500,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
  };
  const now = Date.now();
  const rows = [
    { requestId: '1', startedAt: now - 1000, outcome: 'ok', source: 'panel', costNano: 7_500_000 },
    { requestId: '2', startedAt: now - 1000, outcome: 'timeout', source: 'panel', costNano: 0 },
    { requestId: '3', startedAt: now - 1000, outcome: 'ok', source: 'fireDrill', costNano: 0 },
    { requestId: '4', startedAt: now - 40 * 86_400_000, outcome: 'ok', source: 'panel', costNano: 1 },
  ] as const;
  for (const row of rows) ledger.record({ ...aRow(), task: 'chat', difficulty: 'simple', usage, ...row });
  ledger.close();
  const config = join(WORKLOADS, 'threeModels.json');
  const { stdout } = await runHere(['simulate', '--ledger', '--config', config, '--data-dir', data, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    calls: 1,
    paidUsd: 0.0075,
    usd: 0.000225,
    rows: [{ task: 'chat', model: 'google/gemini-flash' }],
  });
});
