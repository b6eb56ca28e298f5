import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { TestServer } from './testServer.ts';

const HI = [{ role: 'user' as const, content: 'hi' }];
const NO_SETTINGS = () => ({});

/** What a raw connection is told that has sent this and waits. */
async function told({ server }: TestServer, sent: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  socket.write(sent);
  return text(socket);
}

test('more requests than are taken at once are told to come again', async () => {
  await using served = await TestServer.start({ hang: true }, {}, NO_SETTINGS, { requests: 1 });
  const client = served.client;
  const controller = new AbortController();
  const first = client.chat.completions.create({ model: 'auto', messages: HI }, { signal: controller.signal });
  first.catch(() => {});
  await served.simulator.waitForRequests(1, 5000);
  const second = await client.chat.completions.create({ model: 'auto', messages: HI }).catch((error) => error);
  expect(second).toMatchObject({ status: 429, code: 'server_busy' });
  expect(second.headers.get('retry-after')).toBe('1');
  controller.abort();
  await served.simulator.waitForHangUp(0, 5000);
});

test('large requests wait for each other’s memory', async () => {
  await using served = await TestServer.start({}, {}, NO_SETTINGS, { allBodiesBytes: 1000 });
  const messages = [{ role: 'user' as const, content: 'x'.repeat(2000) }];
  const asked = served.client.chat.completions.create({ model: 'auto', messages });
  await expect(asked).rejects.toMatchObject({ status: 503, code: 'server_busy' });
  // What was held is given back.
  await served.client.chat.completions.create({ model: 'auto', messages: HI });
});

test('who sends a request drop by drop is let go', async () => {
  await using served = await TestServer.start({}, {}, NO_SETTINGS, { headersMs: 200, requestMs: 400, checkMs: 50 });
  const head = `POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:${served.server.port}\r\n`;
  expect(await told(served, head)).toMatch(/^HTTP\/1\.1 408 /);
  const whole = `${head}Authorization: Bearer ${served.token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`;
  expect(await told(served, whole)).toMatch(/^(HTTP\/1\.1 408 |$)/);
});

test('more connections than are taken are closed', async () => {
  await using served = await TestServer.start({}, {}, NO_SETTINGS, { connections: 1 });
  const first = connect(served.server.port, '127.0.0.1');
  await once(first, 'connect');
  const second = connect(served.server.port, '127.0.0.1');
  second.on('error', () => {});
  await once(second, 'close');
  first.destroy();
});

test('a stream whose model is silent tells its status in time, and then that it is there', async () => {
  await using served = await TestServer.start({ firstTokenMs: 500, text: 'at last' }, {}, NO_SETTINGS, {
    statusMs: 150,
    silenceMs: 100,
  });
  const response = await fetch(`${served.server.url}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${served.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'auto', stream: true, messages: HI }),
  });
  const said = await response.text();
  expect(said.split(': still waiting\n\n').length).toBeGreaterThan(2);
  expect(said).toMatch(/^data: \{[^\n]*"role":"assistant"[^\n]*\n\n: still waiting\n\n/);
  // The official client takes no notice.
  const stream = await served.client.chat.completions.create({ model: 'auto', stream: true, messages: HI });
  let words = '';
  for await (const chunk of stream) words += chunk.choices[0]?.delta.content ?? '';
  expect(words).toBe('at last');
});
