import { expect, test } from 'vitest';
import { jsonLines, TestCli } from './testCli.ts';

test('audit tells of every request, also a failed one, why it went where it went; without its words', async () => {
  await using cli = await TestCli.start({ status: 500 }, { text: 'from b' });
  await cli.run(['ask', 'my private question']);
  await cli.run(['ask', 'another one', '--model', 'a/m']);
  const { code, stdout, stderr } = await cli.run(['audit', '--json']);
  expect([code, stderr]).toEqual([0, '']);
  expect(jsonLines(stdout)).toMatchObject([
    { source: 'cli', end: { outcome: 'failed', errorKind: 'server' }, attempts: [{ model: 'a/m', outcome: 'server' }] },
    {
      at: expect.stringMatching(/^\d{4}-/),
      promptsVersion: expect.stringMatching(/^[\da-f]{8}$/),
      decision: { targets: [{ model: 'a/m', reasons: [expect.any(String)] }, { model: 'b/m' }] },
      end: { outcome: 'answered', model: 'b/m', fallbacks: [{ from: 'a/m', to: 'b/m', kind: 'server' }] },
      attempts: [{ model: 'a/m' }, { model: 'b/m', outcome: 'ok', costNano: expect.any(Number) }],
      texts: null,
    },
  ]);
  expect(stdout).not.toMatch(/private|from b/);
  const lines = (await cli.run(['audit'])).stdout.trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/answered {2}a\/m server, b\/m ok {2}\$0\.0000/);
  expect(await cli.run(['audit', '--days', '0'])).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'switchyard: nothing is kept of any request in this time\n',
  });
  expect((await cli.run(['audit', '--days', 'x'])).code).toBe(2);
});

test('texts are kept where the configuration says so, and nothing where it is to be kept for no day', async () => {
  await using cli = await TestCli.start({ text: 'forty-two' });
  cli.configure({ audit: { texts: true } });
  await cli.run(['ask', 'how many?']);
  const [record] = jsonLines((await cli.run(['audit', '--json'])).stdout);
  expect(record).toMatchObject({ texts: { answer: 'forty-two' } });
  expect(JSON.stringify(record)).toContain('how many?');
  cli.configure({ audit: { days: 0 } });
  await cli.run(['ask', 'and now?']);
  expect((await cli.run(['audit', '--json'])).stdout).toBe('');
});
