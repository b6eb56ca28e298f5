import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatEvent } from '../../../src/core/chat/chatEvent.ts';
import { askCore } from '../httpCore.ts';

let server: Server;
let baseUrl: string;
let asked: { url: string | undefined; auth: string | undefined; body: unknown }[];
let answer: { status: number; body: unknown };

beforeEach(async () => {
  asked = [];
  server = createServer(async (request, response) => {
    asked.push({ url: request.url, auth: request.headers.authorization, body: await json(request) });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const ask = () => {
  const { origin } = new URL(baseUrl);
  const request = { model: 'openai/omni-moderation-latest', prompt: 'Is this fine?', system: '' };
  return askCore(
    { providers: { openai: { baseUrl } }, models: { [request.model]: {} } },
    { request, keys: { [`openai ${origin}`]: 'key' } },
  );
};
const text = (events: readonly ChatEvent[]) => events.flatMap((event) => (event.type === 'text' ? [event.delta] : []));

test("OpenAI's moderation endpoint answers in a guard's words, and costs nothing", async () => {
  answer = {
    status: 200,
    body: {
      id: 'modr-1',
      model: 'omni-moderation-latest',
      results: [
        {
          flagged: true,
          categories: { harassment: false, violence: true, 'self-harm/intent': true },
          category_scores: {},
        },
      ],
    },
  };
  const events = await ask();
  expect(text(events)).toEqual(['unsafe\nviolence,self-harm/intent']);
  expect(events.at(-1)).toMatchObject({ type: 'done', costUsd: 0, costSource: 'reported' });
  expect(asked).toEqual([
    {
      url: '/v1/moderations',
      auth: expect.stringMatching(/^Bearer ./),
      body: { model: 'omni-moderation-latest', input: 'Is this fine?' },
    },
  ]);
});

test('what it does not flag is safe', async () => {
  answer = { status: 200, body: { results: [{ flagged: false, categories: null }] } };
  expect(text(await ask())).toEqual(['safe']);
});

test.each([
  [{ status: 401, body: { error: { message: 'Incorrect API key provided' } } }, 'auth'],
  [{ status: 200, body: { results: [] } }, 'protocol'],
])('%j is an error, not a verdict', async (said, kind) => {
  answer = said;
  expect((await ask()).at(-1)).toMatchObject({ type: 'error', error: { kind } });
});
