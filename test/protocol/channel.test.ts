import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createMessageConnection } from 'vscode-jsonrpc/node';
import { openChannel } from '../../src/protocol/channel.ts';
import { PANEL_TO_HOST } from '../../src/protocol/messages.ts';
import { postMessageTransport } from '../../src/protocol/postMessageTransport.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** The host's end, fed with whatever a page might post. */
async function receive(...posted: unknown[]): Promise<{ handled: unknown[]; faults: string[] }> {
  const handled: unknown[] = [];
  const faults: string[] = [];
  let deliver: (message: unknown) => void = () => {};
  const { reader, writer } = postMessageTransport({
    post() {},
    onMessage: (listener) => {
      deliver = listener;
      return { dispose() {} };
    },
  });
  const handlers = Object.fromEntries(
    Object.keys(PANEL_TO_HOST).map((method) => [method, (params: unknown) => handled.push([method, params])]),
  ) as never;
  const channel = openChannel(createMessageConnection(reader, writer), PANEL_TO_HOST, handlers, (fault) =>
    faults.push(fault),
  );
  closers.push(() => channel.dispose());
  for (const message of posted) deliver(message);
  // The connection handles one message per turn of the event loop.
  for (const _ of posted) await turn();
  await turn();
  return { handled, faults };
}

const notification = (method: string, params: unknown) => ({ jsonrpc: '2.0', method, params });

test('what fits its schema reaches its handler', async () => {
  const { handled, faults } = await receive(
    notification('chat/send', { text: 'hello' }),
    notification('chat/stop', {}),
  );
  expect(handled).toEqual([
    ['chat/send', { text: 'hello' }],
    ['chat/stop', {}],
  ]);
  expect(faults).toEqual([]);
});

test('what does not is dropped and told by method and path, never with its content', async () => {
  const { handled, faults } = await receive(
    notification('chat/send', { text: 42, secret: 'SECRET' }),
    notification('action/run', { action: 'formatDisk-SECRET' }),
    notification('unknown/method', { a: 'SECRET' }),
    { hello: 'SECRET' },
    'SECRET',
    null,
  );
  expect(handled).toEqual([]);
  expect(faults).toEqual(['chat/send: text', 'action/run: action', 'unknown method unknown/method']);
});
