import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { OpenAI } from 'openai';
import { expect, test } from 'vitest';
import { SILENT } from '../../src/core/ports/logger.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import { TeamChannel } from '../fakes/teamChannel.ts';
import { aRow } from '../storage/aRow.ts';
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

const KEY_REFUSED =
  'a does not accept its key: its models are asked last. Put a key that is good into SWITCHYARD_API_KEY_A and start serve again.';

test('serve takes no token on the command line, where every other user of the machine could read it', async () => {
  await using cli = await TestCli.start();
  const { code, stdout, stderr } = await cli.run(['serve', '--token', 'mine']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^switchyard: Unknown option '--token'.*\n$/);
});

test.each([
  [401, KEY_REFUSED],
  [402, 'a is out of credit: its models are asked last, and tried again now and then.'],
  [404, "a/m does not exist at its provider: it is asked last. Its provider's other models are not concerned."],
])('serve tells its terminal once of a %i, in one line without a key or a text', async (status, words) => {
  await using cli = await TestCli.start({ status });
  const { client, stop } = await serve(cli);
  for (let time = 0; time < 2; time++) {
    const { model } = await client.chat.completions.create({ model: 'auto', messages: HI });
    expect(model).toBe('b/m');
  }
  expect(await stop('SIGTERM')).toEqual({ code: 0, stderr: `switchyard: ${words}\n` });
});

test("serve tells its terminal, and a team's channel, of a model that has left its usual range", async () => {
  await using channel = await TeamChannel.start();
  await using cli = await TestCli.start({ status: 503 });
  cli.env = { ...cli.env, SWITCHYARD_WEBHOOK_URL: channel.address };
  const file = join(cli.folder, 'ledger', 'ledger.db');
  const { ledger } = await openLedger(file, SILENT);
  const [now, day] = [Date.now(), 86_400_000];
  for (let request = 0; request < 120; request++) {
    ledger.record(
      aRow({ requestId: `usual ${request}`, source: 'panel', startedAt: now - (2 + (request % 10)) * day }),
    );
  }
  for (let request = 0; request < 15; request++) {
    ledger.record(aRow({ requestId: `bad ${request}`, source: 'panel', startedAt: now - 60_000, outcome: 'server' }));
  }
  ledger.close();
  const { child, client } = await serve(cli);
  const lines = createInterface({ input: child.stderr });
  const told = once(lines, 'line');
  await client.chat.completions.create({ model: 'auto', messages: HI });
  const [line] = (await told) as [string];
  expect(line).toMatch(/^switchyard: a\/m: \d+% of the last \d+ requests failed; usually 0% do\.$/);
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(channel.notices).toEqual([
    { type: 'failover', from: 'a/m', to: 'b/m', kind: 'overloaded' },
    { type: 'alert', text: line.slice('switchyard: '.length) },
  ]);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as import('node:net').AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
