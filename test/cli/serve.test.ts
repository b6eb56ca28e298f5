import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { OpenAI } from 'openai';
import { expect, test } from 'vitest';
import { finish, TestCli } from './testCli.ts';

const HI = [{ role: 'user' as const, content: 'hi' }];

/** Starts `serve` and reads its first line. */
async function serve(cli: TestCli, ...args: readonly string[]) {
  const child = cli.start(['serve', ...args]);
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  const { url, token, ...others } = JSON.parse(line);
  expect(others).toEqual({});
  const client = new OpenAI({ baseURL: url, apiKey: token, maxRetries: 0 });
  const stop = async (signal: NodeJS.Signals) => {
    const [stderr] = await Promise.all([text(child.stderr), once(child, 'exit'), child.kill(signal)]);
    return { code: child.exitCode, stderr };
  };
  return { child, url: String(url), token: String(token), client, stop };
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'serve answers until %s, and its requests are in the ledger',
  async (signal) => {
    await using cli = await TestCli.start({ text: 'Hello' });
    const { client, url, token, stop } = await serve(cli);
    expect([new URL(url).hostname, new URL(url).pathname]).toEqual(['127.0.0.1', '/v1']);
    expect(token).toMatch(/^[\w-]{43}$/);
    const { choices } = await client.chat.completions.create({ model: 'auto', messages: HI });
    expect(choices[0]?.message.content).toBe('Hello');
    expect(await stop(signal)).toEqual({ code: 0, stderr: '' });
    const { stdout } = await cli.run(['stats', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ requests: 1, models: { 'a/m': { requests: 1 } } });
  },
);

test('serve stopped in the middle of an answer ends it, and keeps what it cost', async () => {
  await using cli = await TestCli.start({ text: 'word '.repeat(500), tokensPerSecond: 20 });
  const { client, stop } = await serve(cli);
  const stream = await client.chat.completions.create({ model: 'auto', messages: HI, stream: true });
  const reading = (async () => {
    for await (const _ of stream);
  })();
  const failed = expect(reading).rejects.toMatchObject({ code: 'server_closing' });
  expect(await stop('SIGTERM')).toEqual({ code: 0, stderr: '' });
  await failed;
  const { stdout } = await cli.run(['stats', '--json']);
  expect(JSON.parse(stdout).models['a/m'].requests).toBe(1);
});

test('clients of a server that is killed hear of it at once', async () => {
  await using cli = await TestCli.start({ text: 'word '.repeat(500), tokensPerSecond: 20 });
  const { client, child } = await serve(cli);
  const stream = await client.chat.completions.create({ model: 'auto', messages: HI, stream: true });
  const reading = (async () => {
    for await (const _ of stream);
  })();
  const failed = expect(reading).rejects.toThrow();
  child.kill('SIGKILL');
  await failed;
  await cli.simulator.waitForHangUp(0, 5000);
});

test('serve takes its token from the environment and its port from the command line', async () => {
  await using cli = await TestCli.start();
  cli.env = { ...cli.env, SWITCHYARD_TOKEN: 'mine' };
  const port = await freePort();
  const { client, url, token, stop } = await serve(cli, '--port', String(port));
  expect([url, token]).toEqual([`http://127.0.0.1:${port}/v1`, 'mine']);
  expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['auto', 'a/m', 'b/m']);
  const second = await finish(cli.start(['serve', '--port', String(port)]));
  expect(second).toEqual({
    code: 2,
    stdout: '',
    stderr: `switchyard: --port ${port}: another program listens there\n`,
  });
  await stop('SIGTERM');
});

test.each([
  [['serve', '--port', '70000'], {}, '--port 70000: must be a number from 0 to 65535'],
  [['serve', 'now'], {}, 'serve takes no argument (now)'],
  [['serve'], { SWITCHYARD_TOKEN: 'two words' }, 'SWITCHYARD_TOKEN: must be visible ASCII characters without spaces'],
])('%j is refused in one line', async (args, env, words) => {
  await using cli = await TestCli.start();
  cli.env = { ...cli.env, ...env };
  expect(await cli.run(args)).toEqual({ code: 2, stdout: '', stderr: `switchyard: ${words}\n` });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as import('node:net').AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
