import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Guard } from '../../src/server/guard.ts';
import { TestServer } from './testServer.ts';

let served: TestServer;
beforeAll(async () => {
  served = await TestServer.start();
});
afterAll(() => served[Symbol.asyncDispose]());

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One request as it is written here, with the token and JSON unless told otherwise. */
async function ask({ method = 'GET', path = '/v1/models', headers = {}, body }: Asked) {
  const { port } = served.server;
  const asked = httpRequest({
    ...{ host: '127.0.0.1', port, method, path },
    headers: {
      authorization: `Bearer ${served.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  });
  asked.end(body);
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', reject);
  });
  const said = await text(response);
  return { status: response.statusCode, headers: response.headers, body: said === '' ? undefined : JSON.parse(said) };
}

const CHAT = { method: 'POST', path: '/v1/chat/completions' };
const BODY = JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'hi' }] });
const codeOf = async (asked: Asked) => {
  const { status, body } = await ask(asked);
  return [status, body?.error?.code];
};

describe('who may ask', () => {
  test.each([
    ['no token', { authorization: '' }, [401, 'invalid_api_key']],
    ['another token', { authorization: 'Bearer another' }, [401, 'invalid_api_key']],
    ['the token with more behind it', { authorization: `Bearer a-token-of-the-tests1` }, [401, 'invalid_api_key']],
    ['another scheme', { authorization: 'Basic a-token-of-the-tests' }, [401, 'invalid_api_key']],
    ['a name that was made to point here', { host: 'evil.example' }, [403, 'host_refused']],
    ['loopback with another port', { host: '127.0.0.1:1' }, [403, 'host_refused']],
    ['a web page', { origin: 'https://evil.example' }, [403, 'origin_refused']],
    ['a page in a sandbox', { origin: 'null' }, [403, 'origin_refused']],
    ['a name that begins like loopback', { origin: 'http://localhost.evil.example' }, [403, 'origin_refused']],
    ['a page of this machine', { origin: 'http://localhost:3000' }, [200, undefined]],
  ])('%s', async (_, headers, expected) => {
    expect(await codeOf({ headers })).toEqual(expected);
  });

  test('by any name of loopback', async () => {
    const { port } = served.server;
    for (const host of [`localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
      expect(await codeOf({ headers: { host } })).toEqual([200, undefined]);
    }
  });

  test('nobody by another address of this machine', async () => {
    const socket = connect({ host: '127.0.0.2', port: served.server.port, timeout: 5000 });
    const ended = new Promise<string>((resolve) => {
      socket.once('connect', () => resolve('let in'));
      socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'error'));
      socket.once('timeout', () => resolve('timeout'));
    });
    expect(await ended).not.toBe('let in');
    socket.destroy();
  });

  test('no web page is told that it may', async () => {
    const { headers } = await ask({ method: 'OPTIONS', headers: { origin: 'http://localhost:3000' } });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(headers.allow).toBe('GET, HEAD, OPTIONS');
  });
});

describe('what is asked', () => {
  test.each([
    ['with /v1', { path: '/v1/models' }, [200, undefined]],
    ['without', { path: '/models' }, [200, undefined]],
    ['with slashes too many', { path: '//v1//models/' }, [200, undefined]],
    ['with a query', { path: '/v1/models?limit=1' }, [200, undefined]],
    ['a model with its slash', { path: '/v1/models/a/m' }, [200, undefined]],
    ['a model, encoded', { path: '/v1/models/a%2Fm' }, [200, undefined]],
    ['a model that is not there', { path: '/v1/models/c%2Fm' }, [404, 'model_not_found']],
    ['what is not well encoded', { path: '/v1/models/%E0%A4%A' }, [400, null]],
    ['something else', { path: '/v1/embeddings' }, [404, 'unknown_url']],
    ['dots', { path: '/v1/../v1/models' }, [404, 'unknown_url']],
    ['another method', { method: 'DELETE' }, [405, 'method_not_allowed']],
    ['reading a completion', { path: '/v1/chat/completions' }, [405, 'method_not_allowed']],
  ])('%s', async (_, asked, expected) => {
    expect(await codeOf(asked)).toEqual(expected);
  });

  test('HEAD has the headers alone', async () => {
    const { status, headers, body } = await ask({ method: 'HEAD' });
    expect([status, body]).toEqual([200, undefined]);
    expect(Number(headers['content-length'])).toBeGreaterThan(50);
  });

  test.each([
    ['another type', { headers: { 'content-type': 'text/plain' }, body: BODY }, [415, 'unsupported_media_type']],
    [
      'a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: BODY },
      [415, 'unsupported_media_type'],
    ],
    ['packed', { headers: { 'content-encoding': 'gzip' }, body: BODY }, [415, 'unsupported_encoding']],
    ['no JSON', { body: '{"model":' }, [400, 'invalid_json']],
    ['nothing', { body: '' }, [400, 'invalid_json']],
    ['no UTF-8', { body: Buffer.from([0x22, 0xff, 0x22]) }, [400, 'invalid_json']],
    ['too deep', { body: `${'['.repeat(200_000)}${']'.repeat(200_000)}` }, [400, 'invalid_json']],
    ['a list', { body: '[]' }, [400, null]],
    ['no model', { body: JSON.stringify({ messages: [{ role: 'user', content: 'hi' }] }) }, [400, null]],
    ['too large', { headers: { 'content-length': String(33 * 1024 * 1024) } }, [413, 'request_too_large']],
  ])('a body that is %s', async (_, asked, expected) => {
    expect(await codeOf({ ...CHAT, ...asked, ...('body' in asked ? {} : { body: BODY }) })).toEqual(expected);
  });

  test('a body that grows too large without saying so', async () => {
    const body = Buffer.alloc(33 * 1024 * 1024, ' ');
    const headers = { 'transfer-encoding': 'chunked' };
    expect(await codeOf({ ...CHAT, headers, body })).toEqual([413, 'request_too_large']);
  });

  test('garbage is refused without a word of it in the log', async () => {
    const socket = connect(served.server.port, '127.0.0.1');
    socket.end('secret words that are no HTTP\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
    expect(served.log).toEqual([]);
  });

  test('a proxy that speaks HTTP/1.0 gets its stream, without trailers', async () => {
    const body = JSON.stringify({ model: 'auto', stream: true, messages: [{ role: 'user', content: 'hi' }] });
    const socket = connect(served.server.port, '127.0.0.1');
    const head = [
      'POST /v1/chat/completions HTTP/1.0',
      `Host: 127.0.0.1:${served.server.port}`,
      `Authorization: Bearer ${served.token}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).not.toMatch(/^trailer:/im);
    expect(answer).toMatch(/data: \[DONE\]\s*$/);
  });

  test('on the port that clients leave out, a host without one is its own', () => {
    const headers = { host: 'localhost', authorization: 'Bearer t' };
    expect(() => new Guard('t', 80).check({ headers })).not.toThrow();
    expect(() => new Guard('t', 8080).check({ headers })).toThrow('Host');
    expect(() => new Guard('t', 80).check({ headers: { ...headers, host: 'evil.example' } })).toThrow('Host');
  });
});
