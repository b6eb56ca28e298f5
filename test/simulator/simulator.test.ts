import { afterEach, expect, test } from 'vitest';
import type { Script } from './behaviour.ts';
import { closedPort } from './closedPort.ts';
import { jsonOf, rawPackets, read } from './readAnswer.ts';
import { type Simulator, startSimulator } from './simulator.ts';

let simulator: Simulator | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

async function start(model: Script, key?: string): Promise<Simulator> {
  simulator = await startSimulator({
    providers: { sim: { ...(key && { key }), models: { m: model } }, other: { models: { n: {} } } },
  });
  return simulator;
}

function ask(sim: Simulator, extra: object = {}, init: RequestInit = {}): Promise<Response> {
  return fetch(`${sim.baseUrl('sim')}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(init.headers as Record<string, string>) },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'x'.repeat(40) }], stream: true, ...extra }),
    ...(init.signal && { signal: init.signal }),
    redirect: 'manual',
  });
}

test('a stream holds the text, a finish reason, usage if asked for, and [DONE]', async () => {
  const sim = await start({ text: 'Hello, dear world.', cachedShare: 0.5 });
  const body = await (await ask(sim, { stream_options: { include_usage: true } })).text();
  const { events, json, text } = read(body);
  expect(text).toBe('Hello, dear world.');
  expect(events.at(-1)).toBe('[DONE]');
  expect(json.at(-2)?.choices?.[0]?.finish_reason).toBe('stop');
  expect(json.at(-1)).toMatchObject({
    choices: [],
    usage: {
      prompt_tokens: 10,
      completion_tokens: sim.requests[0]?.tokensSent,
      prompt_tokens_details: { cached_tokens: 5 },
    },
  });
  expect(read(await (await ask(sim)).text()).json.some((chunk) => chunk.usage)).toBe(false);
  expect(sim.requests.map((request) => request.ordinal)).toEqual([1, 2]);
  expect(sim.requests[0]).toMatchObject({ provider: 'sim', model: 'm', closedByClientAt: undefined });
});

test('usage in every chunk, or in none', async () => {
  const sim = await start([
    { tokens: 3, usage: 'everyChunk' },
    { tokens: 3, usage: 'none' },
  ]);
  const every = read(await (await ask(sim)).text()).json;
  expect(every.filter((chunk) => chunk.usage).map((chunk) => chunk.usage?.completion_tokens)).toEqual([1, 2, 3, 3]);
  expect(await (await ask(sim, { stream_options: { include_usage: true } })).text()).not.toContain('"usage"');
});

test('an answer that is not streamed comes in one piece, with reasoning and usage', async () => {
  const sim = await start({ text: 'Four.', reasoning: 'Two and two.', finishReason: 'length' });
  const answer = await jsonOf(await ask(sim, { stream: false }));
  expect(answer.choices?.[0]).toMatchObject({
    message: { role: 'assistant', content: 'Four.', reasoning_content: 'Two and two.' },
    finish_reason: 'length',
  });
  expect(answer.usage?.completion_tokens_details.reasoning_tokens).toBeGreaterThan(0);
});

test('reasoning is streamed before the text', async () => {
  const sim = await start({ text: 'yes', reasoning: 'hm' });
  const deltas = read(await (await ask(sim)).text()).json.map((chunk) => chunk.choices?.[0]?.delta);
  expect(deltas).toEqual([{ role: 'assistant', content: '' }, { reasoning_content: 'hm' }, { content: 'yes' }, {}]);
});

test('without a text the answer says that it is simulated', async () => {
  const sim = await start({});
  const body = await (
    await ask(sim, { messages: [{ role: 'user', content: 'Explain this\n```python\nx = 1\n```' }] })
  ).text();
  expect(read(body).text).toMatch(
    /^\*Simulated answer from sim\/m\.\*\n\n## What this does[\s\S]*```python\nx = 1\n```/,
  );
});

test("keys are checked, models listed, unknown things refused in OpenAI's shape", async () => {
  const sim = await start({}, 'sk-right');
  const wrong = await ask(sim, {}, { headers: { authorization: 'Bearer sk-wrong' } });
  expect([wrong.status, (await jsonOf(wrong)).error?.code]).toEqual([401, 'invalid_api_key']);
  const auth = { authorization: 'Bearer sk-right' };
  expect((await ask(sim, {}, { headers: auth })).status).toBe(200);
  const models = await jsonOf(await fetch(`${sim.baseUrl('sim')}/models`, { headers: auth }));
  expect(models.data?.map((model) => model.id)).toEqual(['m']);
  expect((await fetch(`${sim.baseUrl('other')}/models`)).status).toBe(200);
  expect((await ask(sim, { model: 'nope' }, { headers: auth })).status).toBe(404);
  expect((await fetch(`${sim.url}/nobody/v1/models`)).status).toBe(404);
});

test("requests can fail in turn: a status with retry-after, a body of one's own, HTML, a redirect, then an answer", async () => {
  const sim = await start([
    { status: 429, retryAfter: 2 },
    { status: 503, body: { detail: 'busy' } },
    { htmlError: true },
    { redirectTo: 'http://127.0.0.1:1/' },
    { text: 'at last' },
  ]);
  const first = await ask(sim);
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '2']);
  expect(await (await ask(sim)).json()).toEqual({ detail: 'busy' });
  const html = await ask(sim);
  expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html']);
  expect((await ask(sim)).headers.get('location')).toBe('http://127.0.0.1:1/');
  expect(read(await (await ask(sim)).text()).text).toBe('at last');
  sim.script('sim', 'm', ({ ordinal }) => ({ text: `again ${ordinal}` }));
  expect(read(await (await ask(sim)).text()).text).toBe('again 1');
});

test('a reset and a closed port are network errors', async () => {
  const sim = await start({ reset: true });
  await expect(ask(sim)).rejects.toThrow('fetch failed');
  await expect(fetch(`http://127.0.0.1:${await closedPort()}/`)).rejects.toThrow('fetch failed');
  expect(sim.requests[0]?.closedByClientAt).toBeUndefined();
});

test('a cut destroys the connection after the tokens before it have arrived', async () => {
  const sim = await start({ text: 'one two three four', cutAfterTokens: 2 });
  const response = await ask(sim);
  let body = '';
  const drain = async () => {
    for await (const part of response.body as ReadableStream<Uint8Array>) body += new TextDecoder().decode(part);
  };
  await expect(drain()).rejects.toThrow();
  expect(read(body).text).toBe('one two');
  expect(sim.requests[0]).toMatchObject({ tokensSent: 2, closedByClientAt: undefined });
});

test('a polite end, an error event and a broken chunk mid-stream', async () => {
  const text = 'one two three';
  const sim = await start([
    { text, endAfterTokens: 1 },
    { text, errorEventAfterTokens: 1 },
    { text, malformedAfterTokens: 1 },
  ]);
  const ended = read(await (await ask(sim)).text());
  expect([ended.text, ended.events.at(-1)?.includes('finish_reason":null')]).toEqual(['one', true]);
  const failed = read(await (await ask(sim)).text());
  expect(failed.json.at(-1)?.error?.type).toBe('server_error');
  const broken = read(await (await ask(sim)).text());
  expect([broken.text, broken.events.length - broken.json.length]).toEqual(['one two three', 2]);
});

test('hanging up is noticed: before any answer, while stalled, and mid-stream', async () => {
  const sim = await start([{ hang: true }, { tokens: 5, stallAfterTokens: 2 }, { tokens: 1000, tokensPerSecond: 100 }]);
  for (const index of [0, 1, 2]) {
    const stop = new AbortController();
    const answer = ask(sim, {}, { signal: stop.signal })
      .then((response) => response.text())
      .catch(() => undefined);
    await sim.waitForRequests(index + 1, 1000);
    await expect(sim.waitForHangUp(index, 60)).rejects.toThrow('not within 60 ms');
    stop.abort();
    const log = await sim.waitForHangUp(index, 1000);
    expect(log.closedByClientAt).toBeGreaterThan(log.startedAt);
    await answer;
  }
  expect(sim.requests[1]?.tokensSent).toBe(2);
});

test.each([{ trickle: true }, { splitBytes: true }])(
  '%o cuts packets inside characters, and the text survives',
  async (how) => {
    const text = '你好，世界 👋🏽 été';
    const sim = await start({ text, ...how });
    const packets = await rawPackets(sim);
    const torn = packets.filter((packet) => new TextDecoder().decode(packet).includes('\uFFFD'));
    expect(torn.length).toBeGreaterThan(2);
    expect(read(await (await ask(sim)).text()).text).toBe(text);
  },
);

test('keep-alive comments fill the wait for the first token', async () => {
  const sim = await start({ text: 'late', firstTokenMs: 120, keepAliveMs: 20 });
  const body = await (await ask(sim)).text();
  expect(body.split('data:')[0]?.match(/^: keep-alive$/gm)?.length).toBeGreaterThanOrEqual(3);
  expect(read(body).text).toBe('late');
});

test('the token rate is kept, and without one the answer takes no time', async () => {
  const sim = await start([{ tokens: 20, tokensPerSecond: 100, firstTokenMs: 50 }, { tokens: 64 }]);
  const started = performance.now();
  await (await ask(sim)).text();
  const slow = performance.now() - started;
  expect(slow).toBeGreaterThan(220);
  await (await ask(sim)).text();
  expect(performance.now() - started - slow).toBeLessThan(200);
});
