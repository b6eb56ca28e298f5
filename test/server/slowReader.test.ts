import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Limits } from '../../src/server/limits.ts';
import { TestServer } from './testServer.ts';

const PIECE = 'words '.repeat(10_000);
/** Six megabytes: more than the server lets wait. */
const PIECES = 100;

/** A model that writes so many large pieces as fast as it is read. */
class Flood implements AsyncDisposable {
  readonly #server = createServer((_, response) => void this.#write(response));
  readonly #pieces: number;
  sent = 0;
  closed = false;

  constructor(pieces: number) {
    this.#pieces = pieces;
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async #write(response: ServerResponse): Promise<void> {
    const closed = once(response, 'close').then(() => {
      this.closed = true;
    });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const piece = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: PIECE } }] })}\n\n`;
    while (this.sent < this.#pieces && !this.closed) {
      this.sent++;
      if (response.write(piece)) continue;
      const read = new Promise<void>((resolve) => {
        response.once('drain', resolve);
      });
      await Promise.race([read, closed]);
    }
    const choices = [{ index: 0, delta: {}, finish_reason: 'stop' }];
    response.end(`data: ${JSON.stringify({ choices, usage: { prompt_tokens: 1, completion_tokens: 1 } })}\n\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Asks for a stream and does not read it yet. */
function askAndLook({ server, token }: TestServer): Socket {
  const body = JSON.stringify({ model: 'flood/m', stream: true, messages: [{ role: 'user', content: 'hi' }] });
  const socket = connect(server.port, '127.0.0.1');
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
  return socket.pause();
}

async function serve(baseUrl: string, limits: Partial<Limits> = {}): Promise<TestServer> {
  const providers = { flood: { api: 'openai-chat', baseUrl, auth: 'none' } };
  return TestServer.start({}, {}, () => ({ providers, models: {}, routes: {} }), limits);
}

test('a reader that does not read makes the model wait, and when he goes the call upstream does', async () => {
  // 180 MB, of which sockets and server may hold some.
  await using flood = new Flood(3000);
  await using served = await serve(await flood.listen());
  const socket = askAndLook(served);
  let before = -1;
  while (before !== flood.sent || before === 0) {
    before = flood.sent;
    await wait(500);
  }
  expect([before < 500, flood.closed, served.ledger.rows]).toEqual([true, false, []]);
  socket.destroy();
  await expect.poll(() => flood.closed).toBe(true);
});

test('a reader that is late gets everything', async () => {
  await using flood = new Flood(PIECES);
  await using served = await serve(await flood.listen());
  const socket = askAndLook(served);
  await wait(1000);
  const said = await text(socket);
  const chunks = said.split('\n').flatMap((line) => (line.startsWith('data: {') ? [JSON.parse(line.slice(6))] : []));
  const length = chunks.reduce((sum, { choices }) => sum + (choices[0]?.delta.content ?? '').length, 0);
  expect([length, said.includes('data: [DONE]')]).toEqual([PIECES * PIECE.length, true]);
});

test('a reader who never reads is let go, and the call upstream with him', async () => {
  await using flood = new Flood(3000);
  await using served = await serve(await flood.listen(), { unreadMs: 300 });
  const socket = askAndLook(served);
  socket.on('error', () => {});
  await expect.poll(() => flood.closed, { timeout: 10_000 }).toBe(true);
  socket.destroy();
});
