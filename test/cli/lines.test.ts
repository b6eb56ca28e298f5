import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { jsonLines, TestCli } from './testCli.ts';

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

/** The models of a line of `route`: who would be asked, and who would not. */
function modelsOf({ targets, rejected }: Record<string, unknown>): unknown[] {
  return [targets, rejected].flat().map((one) => Object(one).model);
}

describe('classify', () => {
  test('answers every line in its place, a bad one with what is wrong; it needs no configuration', async () => {
    await using cli = await TestCli.start();
    const stdin = [
      line({ id: 'one', prompt: 'Translate "good morning" to French' }),
      'not json\n',
      '\n',
      line({
        id: 2,
        prompt: 'Why is this null?',
        context: { command: 'fix', diagnostics: [{ message: 'null' }, 'x'] },
      }),
      line({ id: 3 }),
      line({ id: 4, prompt: 'hi', context: { files: 'none' } }),
      `${JSON.stringify({ id: 'ünï', prompt: 'hello' })}\r\n`,
      JSON.stringify({ id: 'last', prompt: 'Résume ce texte en trois phrases.' }),
    ].join('');
    const { code, stdout, stderr } = await cli.run(['classify'], { stdin, bare: true });
    const answers = jsonLines(stdout);
    expect(answers.map(({ id }) => id)).toEqual(['one', null, 2, null, null, 'ünï', 'last']);
    expect(answers[0]).toEqual({
      id: 'one',
      task: 'translate',
      difficulty: 'simple',
      complexity: expect.any(Number),
      language: 'en',
      confidence: expect.any(Number),
    });
    expect(answers[1]).toEqual({ id: null, error: 'line 2: not JSON' });
    expect(answers[2]).toMatchObject({ task: 'fix' });
    expect(answers[3]?.error).toMatch(/^line 5: prompt /);
    expect(answers[4]?.error).toMatch(/^line 6: context\.files /);
    expect(answers[6]).toMatchObject({ task: 'summarize', language: 'fr' });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      'switchyard: line 2: not JSON',
      expect.stringMatching(/^switchyard: line 5: /),
      expect.stringMatching(/^switchyard: line 6: /),
    ]);
  });

  test('is done with code 0 when every line was good, and when there was none', async () => {
    await using cli = await TestCli.start();
    const stdin = Array.from({ length: 300 }, (_, id) => line({ id, prompt: `question ${id}` })).join('');
    const { code, stdout } = await cli.run(['classify'], { stdin, bare: true });
    expect([code, jsonLines(stdout).map(({ id }) => id)]).toEqual([0, Array.from({ length: 300 }, (_, id) => id)]);
    expect(await cli.run(['classify'], { bare: true })).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('ends quietly when its reader goes away', async () => {
    await using cli = await TestCli.start();
    const child = cli.start(['classify'], { bare: true });
    child.stdin.on('error', () => {});
    const stderr: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (chunk) => stderr.push(chunk));
    child.stdin.write(line({ id: 1, prompt: 'hello' }));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    for (let id = 2; id < 2000; id++) child.stdin.write(line({ id, prompt: 'hello' }));
    child.stdin.end();
    const [code, signal] = await once(child, 'close');
    expect([code, signal, stderr.join('')]).toEqual([0, null, '']);
  });
});

describe('route', () => {
  test('says who would be asked, for how much and why, and asks nobody', async () => {
    await using cli = await TestCli.start();
    cli.configure({ routes: { default: ['a/m', 'gone/m', 'b/m'] } });
    const prompt = expect.stringMatching(/^usual [\da-f]{8}$/);
    const expected = expect.objectContaining({ quality: expect.any(Number), seconds: expect.any(Number) });
    const estimate = { estimatedUsd: expect.any(Number), prompt, expected };
    const { code, stdout } = await cli.run(['route'], { stdin: line({ id: 'x', prompt: 'hello' }) });
    expect([code, jsonLines(stdout)]).toEqual([
      0,
      [
        {
          id: 'x',
          task: 'chat',
          difficulty: 'simple',
          strategy: 'single',
          targets: [
            { model: 'a/m', ...estimate, reasons: ['first in the route for default'] },
            { model: 'b/m', ...estimate, reasons: ['fallback 2 in the route for default'] },
          ],
          rejected: [{ model: 'gone/m', reason: 'the provider gone is not set up' }],
          reasons: expect.arrayContaining(['the route for default']),
        },
      ],
    ]);
    expect(cli.simulator.requests).toEqual([]);
  });

  test('follows rules, but none that ask for what nobody knows here', async () => {
    await using cli = await TestCli.start();
    const rules = [
      { when: { branch: '*' }, use: ['gone/branch'] },
      { when: { trusted: true }, use: ['gone/trusted'] },
      { when: { trusted: false }, use: ['gone/untrusted'] },
      { when: { files: '*.sql', fromTime: '00:00' }, use: ['b/m'] },
    ];
    cli.configure({ routes: { default: ['a/m'] }, rules });
    const files = [{ path: 'db/one.sql', text: 'select 1' }];
    const { stdout } = await cli.run(['route'], {
      stdin: [line({ id: 1, prompt: 'hello' }), line({ id: 2, prompt: 'hello', context: { files } })].join(''),
    });
    const asked = jsonLines(stdout).map(modelsOf);
    expect(asked).toEqual([['a/m'], ['b/m', 'a/m']]);
  });

  test('needs no settings at all: one key is enough, none is no target', async () => {
    await using cli = await TestCli.start();
    cli.write('{}');
    const stdin = line({ id: 1, prompt: 'hello' });
    expect(jsonLines((await cli.run(['route'], { stdin })).stdout)).toMatchObject([{ id: 1, targets: [] }]);
    cli.env.SWITCHYARD_API_KEY_MISTRAL = 'sk-m';
    const [only] = jsonLines((await cli.run(['route'], { stdin, bare: true })).stdout);
    expect(only).toMatchObject({
      id: 1,
      targets: expect.arrayContaining([expect.objectContaining({ model: expect.stringMatching(/^mistral\//) })]),
    });
  });
});

describe('stats', () => {
  test('say what the ledger holds, as a table and as one JSON object', async () => {
    await using cli = await TestCli.start([{ text: 'one two three' }, { status: 500 }]);
    await cli.run(['ask', 'hello']);
    await cli.run(['ask', 'hello']);
    const { code, stdout, stderr } = await cli.run(['stats', '--json']);
    expect([code, stderr, stdout.split('\n').length]).toEqual([0, '', 2]);
    const { requests, spendUsd, models, tasks } = JSON.parse(stdout);
    expect([requests, Object.keys(models), Object.keys(tasks)]).toEqual([2, ['a/m', 'b/m'], ['chat']]);
    expect(spendUsd).toBeGreaterThan(0);
    expect(models['a/m']).toMatchObject({ requests: 2, errorRate: 0.5, fallbackRate: 0.5, routeShare: 0.5 });
    const table = (await cli.run(['stats'])).stdout;
    expect(table).toMatch(/^2 requests, \$0\.000\d{3}\n\nmodels +requests +spend/);
    expect(table).toMatch(
      /\na\/m +2 +\$0\.000\d{3} +\d+\/\d+\/\d+ ms +\d+\/\d+\/\d+ ms +50\.0% +50\.0% +50\.0% +0 +0\n/,
    );
    expect(table).toMatch(/\ntasks [\s\S]*\nchat +2 /);
  });

  test('of an empty ledger are no error', async () => {
    await using cli = await TestCli.start();
    expect(JSON.parse((await cli.run(['stats', '--json'])).stdout)).toEqual({
      requests: 0,
      spendUsd: 0,
      health: [],
      models: {},
      tasks: {},
    });
  });

  test('of two commands at once on one folder count both', async () => {
    await using cli = await TestCli.start({ tokens: 20, tokensPerSecond: 200 });
    const both = await Promise.all([cli.run(['ask', 'hello']), cli.run(['ask', 'hello'])]);
    expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect(JSON.parse((await cli.run(['stats', '--json'])).stdout)).toMatchObject({
      requests: 2,
      models: { 'a/m': { requests: 2 } },
    });
  });
});
