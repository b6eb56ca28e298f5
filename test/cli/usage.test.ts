import { describe, expect, test } from 'vitest';
import { TestCli } from './testCli.ts';

describe('arguments that cannot be used', () => {
  test.each([
    [['sing'], 'unknown command sing; see --help'],
    [['ask', 'one', 'two'], 'ask takes one prompt; put it in quotes'],
    [['ask', ''], 'the prompt is empty'],
    [['ask'], 'the prompt is empty'],
    [['ask', 'hi', '--task', 'sing'], '--task sing: must be one of code, fix, test, '],
    [['ask', 'hi', '--max-output-tokens', '0'], '--max-output-tokens 0: must be a whole number above 0'],
    [['ask', 'hi', '--max-output-tokens', 'many'], '--max-output-tokens many: must be a whole number above 0'],
    [['ask', 'hi', '--model', 'gpt'], '--model gpt: must be PROVIDER/MODEL'],
    [['ask', 'hi', '--loud'], "Unknown option '--loud'"],
    [['classify', 'file.jsonl'], 'classify takes no argument (file.jsonl)'],
    [['stats', 'today'], 'stats takes no argument (today)'],
  ])('%j say so in one line, with code 2', async (args, reason) => {
    await using cli = await TestCli.start();
    const { code, stdout, stderr } = await cli.run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`switchyard: ${reason}`)).toBe(true);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(cli.simulator.requests).toEqual([]);
  });

  test('such as none at all are answered with the help', async () => {
    await using cli = await TestCli.start();
    expect(await cli.run([], { bare: true })).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('ask [PROMPT]'),
    });
    expect(await cli.run(['--help'], { bare: true })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('ask [PROMPT]'),
    });
  });
});

describe('a configuration that cannot be used', () => {
  test.each([
    ['{\n  "switchyard.objective": "best"\n  "x": 1\n}', /^switchyard: \S+switchyard\.json line 3: /],
    ['{ "switchyard.routes": {', /line 1: /],
    ['[]', /must hold one object with "switchyard\.…" keys$/],
    ['{"switchyard.objective": "fast"}', /^switchyard: switchyard\.objective: must be one of cheapest, /],
    ['{"switchyard.routes": {"code": ["gpt"]}}', /^switchyard: switchyard\.routes\.code\.0: must be PROVIDER\/MODEL$/],
    ['{"switchyard.modells": {}}', /^switchyard: switchyard\.modells: unknown setting$/],
    ['{"switchyard.__proto__": {}}', /^switchyard: switchyard\.__proto__: unknown setting$/],
    [
      '{"switchyard.providers": {"p": {"auth": "none"}}}',
      /^switchyard: switchyard\.providers\.p: needs "api" and "baseUrl"/,
    ],
  ])('%s is named in one line, with code 2', async (content, reason) => {
    await using cli = await TestCli.start();
    cli.write(content);
    const { code, stdout, stderr } = await cli.run(['ask', 'hi']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd()).toMatch(reason);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('because it is not there is named, unless nobody asked for it', async () => {
    await using cli = await TestCli.start();
    const { code, stderr } = await cli.run(['stats', '--config', '/nowhere/s.json'], { bare: true });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^switchyard: --config \/nowhere\/s\.json: ENOENT/)]);
    expect((await cli.run(['stats'], { bare: true })).code).toBe(0);
  });
});

describe('a configuration', () => {
  test('may have comments, trailing commas, a byte order mark and other programs’ keys', async () => {
    await using cli = await TestCli.start();
    const provider = { b: { api: 'openai-chat', baseUrl: cli.simulator.baseUrl('b'), auth: 'none' } };
    cli.write(`\uFEFF// mine
{
  "editor.fontSize": 12, /* not ours */
  "switchyard.providers": ${JSON.stringify(provider)},
  "switchyard.routes": { "default": ["b/m"], },
}`);
    expect(await cli.run(['ask', 'hi'])).toEqual({ code: 0, stdout: 'from b\n', stderr: '' });
  });
});
