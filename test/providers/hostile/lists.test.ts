import { expect, test } from 'vitest';
import { listModels } from '../../../src/providers/catalog/listModels.ts';
import { testSetup } from '../../fakes/testSetup.ts';
import { keysOf } from '../eventLines.ts';
import { flood, RawServer } from './rawServer.ts';
import { head, many } from './words.ts';

test.each([
  ['text', '{"data":[{"id":"', many('x', 65_536)],
  ['entries', '{"data":[', many('{"id":"m"},', 5000)],
])('a list of models with %s without end is given up', async (_, start, packet) => {
  await using server = await RawServer.start(async (socket) => {
    socket.write(head(200, { 'content-type': 'application/json' }) + start);
    await flood(socket, () => packet);
  });
  const setup = testSetup({ providers: { a: { api: 'openai-chat', baseUrl: `${server.url}/v1`, auth: 'none' } } });
  const provider = setup.providers.get('a');
  if (provider === undefined) throw new Error('no provider');
  await expect(listModels(provider, keysOf({}), AbortSignal.timeout(20_000))).rejects.toMatchObject({
    kind: 'protocol',
    message: 'the answer is longer than any model writes',
  });
});
