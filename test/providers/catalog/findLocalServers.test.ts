import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { findLocalServers } from '../../../src/providers/catalog/listing/findLocalServers.ts';

const servers: Server[] = [];
const asked: IncomingMessage[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  asked.length = 0;
});

/** A server on loopback with these answers; undefined never answers. */
async function serve(answers: Readonly<Record<string, unknown>>): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(request);
    const path = request.url ?? '';
    if (path in answers && answers[path] === undefined) return;
    response.writeHead(path in answers ? 200 : 404, { 'content-type': 'application/json' });
    response.end(typeof answers[path] === 'string' ? answers[path] : JSON.stringify(answers[path] ?? {}));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const OLLAMA = { '/api/version': { version: '0.12.6' }, '/api/tags': { models: [{ name: 'llama3.2:latest' }] } };
const LM_STUDIO = {
  '/api/v0/models': {
    data: [
      { id: 'qwen', type: 'llm' },
      { id: 'nomic', type: 'embeddings' },
    ],
  },
};
const LLAMA_CPP = {
  '/props': { default_generation_settings: {}, total_slots: 1 },
  '/v1/models': { data: [{ id: 'gemma' }] },
};
const nobody = 'http://127.0.0.1:9/v1';
/** Waits longer than the editor does, for a busy machine. */
const found = async (baseUrls: Readonly<Record<string, string>>, timeoutMs = 5000) => {
  const everywhere = { ollama: nobody, lmstudio: nobody, llamacpp: nobody, ...baseUrls };
  const servers = await findLocalServers({ baseUrls: everywhere, timeoutMs });
  return servers.map(({ id, models }) => `${id}: ${models.join(' ')}`);
};

test('each kind is known by what only it answers, with its models', async () => {
  const baseUrls = { ollama: await serve(OLLAMA), lmstudio: await serve(LM_STUDIO), llamacpp: await serve(LLAMA_CPP) };
  expect(await found(baseUrls)).toEqual(['ollama: llama3.2:latest', 'lmstudio: qwen', 'llamacpp: gemma']);
});

test('another server on the same port is not offered', async () => {
  const web = { '/api/version': '<html>', '/props': { hello: 1 }, '/v1/models': { data: [{ id: 'x' }] } };
  const url = await serve(web);
  expect(await found({ ollama: url, lmstudio: url, llamacpp: url })).toEqual([]);
  expect(await found({ ollama: await serve({ '/api/version': { version: '1' } }) })).toEqual([]);
});

test('nothing is carried along, and nobody waits for a server that does not answer', async () => {
  const silent = await serve({ '/api/version': undefined });
  const start = performance.now();
  expect(await found({ ollama: silent, lmstudio: await serve(LM_STUDIO) }, 1000)).toEqual(['lmstudio: qwen']);
  expect(performance.now() - start).toBeLessThan(4000);
  const names = asked.flatMap(({ headers }) => Object.keys(headers));
  expect(names.filter((name) => /authorization|key|cookie|token/.test(name))).toEqual([]);
});
