import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { OpenAI } from 'openai';
import { expect, test } from 'vitest';
import type { Behaviour } from '../simulator/behaviour.ts';
import { TestServer } from './testServer.ts';

const HI = [{ role: 'user' as const, content: 'hi' }];

/** An answer that has begun and goes on for long, one that has not begun, and one that never begins. */
const LONG: Behaviour = { text: 'word '.repeat(2000), tokensPerSecond: 50 };
const LATE: Behaviour = { firstTokenMs: 30_000 };
const HANGING: Behaviour = { hang: true };

/**
 * How long after it was stopped the simulator saw its client go, in milliseconds: the best of three, since a busy machine
 * makes anybody late. `begin` starts a request and returns what stops it.
 */
async function hangUpAfter({ simulator }: TestServer, begin: () => Promise<() => unknown>): Promise<number> {
  const took: number[] = [];
  for (let index = 0; index < 3 && (took.at(-1) ?? 50) >= 50; index++) {
    const stop = await begin();
    await simulator.waitForRequests(index + 1, 5000);
    await wait(100);
    const at = performance.now();
    stop();
    const { closedByClientAt = Number.NaN } = await simulator.waitForHangUp(index, 5000);
    took.push(closedByClientAt - at);
  }
  return Math.min(...took);
}

test.each([
  ['streams', LONG, true],
  ['waits for the first word of a stream', LATE, true],
  ['waits for headers that never come', HANGING, true],
  ['waits for a whole answer', LONG, false],
  ['waits for a whole answer that has not begun', LATE, false],
] as const)('a client that hangs up while it %s stops the call upstream within 50 ms', async (_, behaviour, stream) => {
  await using served = await TestServer.start(behaviour);
  const { client } = served;
  const begin = async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const reading = client.chat.completions
      .create({ model: 'auto', messages: HI, stream }, { signal })
      .then(async (answer) => {
        if (Symbol.asyncIterator in answer) for await (const _chunk of answer);
      });
    reading.catch(() => {});
    return () => controller.abort();
  };
  expect(await hangUpAfter(served, begin)).toBeLessThan(50);
  await expect.poll(() => new Set(served.ledger.rows.map(({ outcome }) => outcome))).toEqual(new Set(['cancelled']));
  expect(served.simulator.requests).toHaveLength(served.ledger.rows.length);
});

test('a client that is killed stops the call upstream within 50 ms', async () => {
  await using served = await TestServer.start(LONG);
  const script = `
    const [url, token] = process.argv.slice(1);
    const response = await fetch(url + '/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'auto', stream: true, messages: [{ role: 'user', content: 'hi' }] }),
    });
    for await (const chunk of response.body) console.log(chunk.length);`;
  const begin = async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, served.server.url, served.token]);
    await once(child.stdout, 'data');
    return () => child.kill('SIGKILL');
  };
  expect(await hangUpAfter(served, begin)).toBeLessThan(50);
});

test('one client that goes takes nothing from another', async () => {
  await using served = await TestServer.start({ text: 'one two three four five six', tokensPerSecond: 40 });
  const { client } = served;
  const controller = new AbortController();
  const ask = (signal?: AbortSignal) =>
    client.chat.completions.create({ model: 'auto', messages: HI, stream: true }, signal ? { signal } : {});
  const [left, stays] = await Promise.all([ask(controller.signal), ask()]);
  controller.abort();
  let text = '';
  for await (const chunk of stays) text += chunk.choices[0]?.delta.content ?? '';
  for await (const _ of left);
  expect(text).toBe('one two three four five six');
});

test('a server that closes ends what it was answering, and its ledger has it', async () => {
  await using served = await TestServer.start(LONG);
  const { client } = served;
  const stream = await client.chat.completions.create({ model: 'auto', messages: HI, stream: true });
  const whole = client.chat.completions.create({ model: 'auto', messages: HI }).catch((error) => error);
  const reading = (async () => {
    for await (const _ of stream);
  })();
  await served.simulator.waitForRequests(2, 5000);
  const closing = served.server.close();
  await expect(reading).rejects.toMatchObject({ code: 'server_closing' });
  expect(await whole).toMatchObject({ status: 503, code: 'server_closing' });
  await closing;
  expect(served.ledger.rows.map(({ outcome }) => outcome)).toEqual(['cancelled', 'cancelled']);
  await expect(client.models.list()).rejects.toThrow(OpenAI.APIConnectionError);
});
