import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
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

const cyclic: Record<string, unknown> = { jsonrpc: '2.0' };
cyclic.params = cyclic;

test('what is no notification is neither answered nor read', async () => {
  const posted: unknown[] = [
    { jsonrpc: '2.0', id: 1, method: 'chat/send', params: { text: 'SECRET' } },
    { jsonrpc: '2.0', id: 1, result: 'SECRET' },
    { jsonrpc: '2.0', id: 'x', error: { code: 1, message: 'SECRET' } },
    { jsonrpc: '2.0', method: { toString: 'SECRET' } },
    cyclic,
  ];
  expect(await receive(...posted)).toEqual({ handled: [], faults: [] });
});

test('a list that is wrong in every place, a huge text and a long method cost one short line', async () => {
  const { handled, faults } = await receive(
    notification('place/find', { names: Array.from({ length: 100_000 }, () => 1) }),
    notification('chat/send', { text: 'x'.repeat(3_000_000) }),
    notification(`SECRET${'x'.repeat(1_000_000)}`, {}),
  );
  expect(handled).toEqual([]);
  expect(faults).toHaveLength(3);
  for (const fault of faults) expect(fault.length).toBeLessThan(200);
});

test('whatever is posted, nothing throws, nothing is told of it, and only what fits arrives', async () => {
  const keys = ['text', 'messageId', 'id', 'names', 'name', 'href', 'uris', 'filter', '__proto__', 'constructor'];
  const leaf = fc.constantFrom<unknown>('SECRET', '', -1, Number.NaN, 1e308, null, undefined, true, 12n, new Date(0));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4 }),
      fc.constantFrom(...keys).map((key) => JSON.parse(`{"${key}": {"polluted": "SECRET"}}`)),
    ),
  }));
  const method = fc.constantFrom(
    ...Object.keys(PANEL_TO_HOST),
    'toString',
    '__proto__',
    'constructor',
    '$/cancelRequest',
  );
  await fc.assert(
    fc.asyncProperty(method, value, async (name, params) => {
      const { handled, faults } = await receive(notification(name, params));
      expect(handled.length + faults.length).toBeLessThanOrEqual(1);
      expect(faults.join()).not.toContain('SECRET');
      for (const [by, got] of handled as [keyof typeof PANEL_TO_HOST, unknown][])
        expect(PANEL_TO_HOST[by].safeParse(got).success).toBe(true);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    }),
    { numRuns: 1500 },
  );
});
