import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { filesWith } from '../e2e/harness/filesWith.ts';
import { TeamChannel } from '../fakes/teamChannel.ts';
import { finish, jsonLines, TestCli } from './testCli.ts';

/** What the simulator was asked, as far as these tests look. */
const bodySchema = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  max_tokens: z.number().optional(),
});
const bodyOf = (cli: TestCli, index = 0) => bodySchema.parse(cli.simulator.requests[index]?.body);
const providersOf = (cli: TestCli) => cli.simulator.requests.map((request) => request.provider);

describe('ask', () => {
  test('prints the answer, and nothing else', async () => {
    await using cli = await TestCli.start({ text: 'Hello — 世界 👋' });
    expect(await cli.run(['ask', 'hi'])).toEqual({ code: 0, stdout: 'Hello — 世界 👋\n', stderr: '' });
    expect(bodyOf(cli).messages.at(-1)).toEqual({ role: 'user', content: 'hi' });
  });

  test.each([
    [{ status: 401 }, 'a/m did not accept the key.', 'Put a key that is good into SWITCHYARD_API_KEY_A.'],
    [{ status: 429, retryAfter: 20 }, 'a/m takes no more requests for now.', 'It can be asked again in 20 s.'],
    [{ contextWindow: 2 }, 'The request is too long for a/m.', 'ask a model with a larger window with --model.'],
  ])('tells who failed and what mends it: %j', async (behaviour, title, remedy) => {
    await using cli = await TestCli.start(behaviour);
    const { code, stdout, stderr } = await cli.run(['ask', 'hi', '--model', 'a/m']);
    expect([code, stdout.trim()]).toEqual([1, '']);
    expect(stderr).toContain(`switchyard: ${title} `);
    expect(stderr).toContain(remedy);
  });

  test('tells what each model said when none answered', async () => {
    await using cli = await TestCli.start({ status: 500 }, { status: 503 });
    const { stderr } = await cli.run(['ask', 'hi']);
    expect(stderr).toContain('None of the 2 models answered.\n  a/m: ');
    expect(stderr).toContain('\n  b/m: ');
  });

  test('says so when a content filter ends the answer', async () => {
    await using cli = await TestCli.start({ text: 'one', finishReason: 'content_filter' });
    const stderr = 'switchyard: its content filter stopped the answer (content_filter)\n';
    expect(await cli.run(['ask', 'hi'])).toEqual({ code: 0, stdout: 'one\n', stderr });
  });

  test('with --json prints one event a line: the decision first, one end last', async () => {
    await using cli = await TestCli.start({ text: 'one two', reasoning: 'hm' });
    const { code, stdout, stderr } = await cli.run(['ask', 'hi', '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const events = jsonLines(stdout);
    expect(events.map((event) => event.type)).toEqual(['decision', 'attempt', 'reasoning', 'text', 'text', 'done']);
    expect(events[0]).toMatchObject({
      targets: [{ model: 'a/m' }, { model: 'b/m' }],
      rejected: [],
      strategy: 'single',
    });
    expect(events.at(-1)).toMatchObject({
      model: 'a/m',
      provider: 'a',
      finishReason: 'stop',
      costSource: 'priced',
      attempts: 1,
      fromCache: false,
      latency: { firstTokenMs: expect.any(Number), totalMs: expect.any(Number) },
    });
  });

  test('with --json ends with the error when everything fails', async () => {
    await using cli = await TestCli.start({ status: 500 }, { status: 429 });
    const { code, stdout } = await cli.run(['ask', 'hi', '--json']);
    const events = jsonLines(stdout);
    expect([code, events.map((event) => event.type)]).toEqual([
      1,
      ['decision', 'attempt', 'fallback', 'attempt', 'error'],
    ]);
    expect(events.at(-1)).toMatchObject({
      error: {
        kind: 'rateLimit',
        status: 429,
        attempts: [{ model: 'a/m', kind: 'server', status: 500 }, { model: 'b/m' }],
      },
    });
  });

  test.each([[[]], [['-']]])('reads the prompt from stdin: %j', async (args) => {
    await using cli = await TestCli.start({ text: 'ok' });
    const { code } = await cli.run(['ask', ...args], { stdin: 'was fängt hier an? 世界\n' });
    expect(code).toBe(0);
    expect(bodyOf(cli).messages.at(-1)?.content).toBe('was fängt hier an? 世界\n');
  });

  test('into a pipe continues a broken answer instead of taking it back', async () => {
    await using cli = await TestCli.start(
      { text: 'The quick brown fox', cutAfterTokens: 3 },
      { text: ' brown fox jumps over' },
    );
    const { code, stdout, stderr } = await cli.run(['ask', 'tell']);
    expect([code, stdout]).toEqual([0, 'The quick brown fox jumps over\n']);
    expect(stderr).toBe('\nswitchyard: a/m failed (the connection was cut); asking b/m\n');
    expect(bodyOf(cli, 1).messages.slice(-2)).toEqual([
      { role: 'assistant', content: 'The quick brown' },
      { role: 'user', content: expect.stringContaining('Continue it exactly where it stopped') },
    ]);
  });

  test('with --json takes it back', async () => {
    await using cli = await TestCli.start({ text: 'The quick brown fox', cutAfterTokens: 3 }, { text: 'Anew.' });
    const { stdout } = await cli.run(['ask', 'tell', '--json']);
    const events = jsonLines(stdout);
    expect(events.find((event) => event.type === 'retract')).toEqual({ type: 'retract', characters: 15 });
    expect(events.find((event) => event.type === 'fallback')).toMatchObject({
      from: 'a/m',
      to: 'b/m',
      afterCharacters: 15,
    });
  });

  test('with --model asks that model and never another', async () => {
    await using cli = await TestCli.start({ status: 500 });
    const { code, stdout, stderr } = await cli.run(['ask', 'hi', '--model', 'a/m']);
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      '\nswitchyard: a/m failed on its side. The server had an error while processing your request. Try again, or ask another model with --model.\n',
    ]);
    expect(providersOf(cli)).toEqual(['a']);
    expect((await cli.run(['ask', 'hi', '--model', 'b/m'])).stdout).toBe('from b\n');
  });

  test('with --model may ask a model that no setting names', async () => {
    await using cli = await TestCli.start();
    const { code, stderr } = await cli.run(['ask', 'hi', '--model', 'b/org/other']);
    expect([code, stderr]).toEqual([
      1,
      '\nswitchyard: b/org/other does not exist at its provider. The model `org/other` does not exist. Correct its name (PROVIDER/MODEL), or ask another model with --model.\n',
    ]);
    expect((await cli.run(['ask', 'hi', '--model', 'nobody/m'])).stderr).toContain('the provider nobody is not set up');
  });

  test('takes task, system prompt and output limit', async () => {
    await using cli = await TestCli.start({ text: 'ok' });
    cli.configure({ routes: { default: ['a/m'], translate: ['b/m'] } });
    const { stdout } = await cli.run([
      ...['ask', 'hi', '--task', 'translate', '--system', 'Be brief.', '--max-output-tokens', '77', '--json'],
    ]);
    expect(jsonLines(stdout)[0]).toMatchObject({ task: 'translate', targets: [{ model: 'b/m' }] });
    expect(bodyOf(cli)).toMatchObject({ max_tokens: 77, messages: [{ role: 'system', content: 'Be brief.' }, {}] });
  });

  test('stops on Ctrl+C and hangs up', async () => {
    await using cli = await TestCli.start({ tokens: 10_000, tokensPerSecond: 50 });
    const child = cli.start(['ask', 'hi']);
    child.stdin.end();
    await once(child.stdout, 'data');
    const start = performance.now();
    child.kill('SIGINT');
    const { code, stderr } = await finish(child);
    expect(performance.now() - start).toBeLessThan(1000);
    expect([code, stderr]).toEqual([1, '\nswitchyard: Stopped.\n']);
    await cli.simulator.waitForHangUp(0, 1000);
    const [only] = Object.entries(JSON.parse((await cli.run(['stats', '--json'])).stdout).models);
    expect(only).toEqual(['a/m', expect.objectContaining({ requests: 1, errorRate: 0 })]);
  });

  test('ends quietly when its reader goes away', async () => {
    await using cli = await TestCli.start({ tokens: 10_000, tokensPerSecond: 200 });
    const child = cli.start(['ask', 'hi']);
    child.stdin.end();
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const stderr: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (chunk) => stderr.push(chunk));
    const [code, signal] = await once(child, 'close');
    expect([code, signal, stderr.join('')]).toEqual([1, null, '']);
    await cli.simulator.waitForHangUp(0, 1000);
  });
});

describe('keys', () => {
  test('go to an allowed origin only', async () => {
    await using cli = await TestCli.start({ text: 'from a' });
    expect((await cli.run(['ask', 'hi'])).stdout).toBe('from a\n');
    expect(cli.simulator.requests[0]?.headers.authorization).toBe('Bearer sk-a');
    cli.env.SWITCHYARD_ALLOWED_ORIGINS = 'https://other.test';
    const { code, stdout, stderr } = await cli.run(['ask', 'hi']);
    expect([code, stdout]).toEqual([0, 'from b\n']);
    expect(stderr).toBe(
      `switchyard: SWITCHYARD_API_KEY_A is not sent to ${cli.simulator.url}: list that origin in SWITCHYARD_ALLOWED_ORIGINS to allow it\n`,
    );
    expect(providersOf(cli)).toEqual(['a', 'b']);
    expect(cli.simulator.requests[1]?.headers).not.toHaveProperty('authorization');
  });

  test('that are missing are said, and nothing is sent', async () => {
    await using cli = await TestCli.start();
    delete cli.env.SWITCHYARD_API_KEY_A;
    const { code, stderr } = await cli.run(['ask', 'hi', '--model', 'a/m']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('no API key for a')]);
    expect(cli.simulator.requests).toEqual([]);
  });

  test('and secrets of headers come from the environment', async () => {
    await using cli = await TestCli.start();
    const header = `\${secret:gate-way}`;
    cli.configure({
      providers: {
        b: { api: 'openai-chat', baseUrl: cli.simulator.baseUrl('b'), auth: 'none', headers: { 'X-Gate': header } },
      },
      routes: { default: ['b/m'] },
    });
    cli.env.SWITCHYARD_SECRET_GATE_WAY = 'open';
    expect((await cli.run(['ask', 'hi'])).code).toBe(0);
    expect(cli.simulator.requests[0]?.headers['x-gate']).toBe('open');
  });
});

test("a team's channel hears of a failover: who failed and who took over, no word of the question, its address nowhere", async () => {
  await using channel = await TeamChannel.start();
  await using cli = await TestCli.start({ status: 503 });
  cli.env = { ...cli.env, SWITCHYARD_WEBHOOK_URL: channel.address };
  const { code, stdout, stderr } = await cli.run(['ask', 'marker-quagga-7741?']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'from b\n' });
  expect(channel.notices).toEqual([{ type: 'failover', from: 'a/m', to: 'b/m', kind: 'overloaded' }]);
  expect(JSON.stringify(channel.told)).not.toMatch(/quagga|from b/);
  expect(stderr).not.toContain(channel.path);
  expect(await filesWith(cli.folder, channel.path)).toEqual([]);
});
