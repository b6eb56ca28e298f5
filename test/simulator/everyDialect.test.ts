import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { afterEach, describe, expect, test } from 'vitest';
import type { Behaviour } from './behaviour.ts';
import type { Api } from './simulatedRequest.ts';
import { type Simulator, startSimulator } from './simulator.ts';

/** The text that a vendor's own client streams from the model `m` at this address, given the question and a signal. */
type Read = (baseURL: string, content: string, signal: AbortSignal) => AsyncGenerator<string | null | undefined>;

const quiet = { apiKey: 'any', maxRetries: 0, logLevel: 'off' } as const;

const readers: Record<Api, Read> = {
  async *'openai-chat'(baseURL, content, signal) {
    const messages = [{ role: 'user' as const, content }];
    const client = new OpenAI({ baseURL, ...quiet });
    const stream = await client.chat.completions.create({ model: 'm', messages, stream: true }, { signal });
    for await (const { choices } of stream) yield choices[0]?.delta.content;
  },
  async *'openai-responses'(baseURL, input, signal) {
    const client = new OpenAI({ baseURL, ...quiet });
    const stream = await client.responses.create({ model: 'm', input, stream: true }, { signal });
    for await (const event of stream) if (event.type === 'response.output_text.delta') yield event.delta;
  },
  async *'anthropic-messages'(baseURL, content, signal) {
    const messages = [{ role: 'user' as const, content }];
    const client = new Anthropic({ baseURL, ...quiet });
    const stream = await client.messages.create({ model: 'm', max_tokens: 9000, messages, stream: true }, { signal });
    for await (const event of stream) {
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') yield event.delta.text;
    }
  },
  async *gemini(baseUrl, contents, abortSignal) {
    const client = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl } });
    const stream = await client.models.generateContentStream({ model: 'm', contents, config: { abortSignal } });
    for await (const chunk of stream) yield chunk.candidates?.[0]?.content?.parts?.[0]?.text;
  },
};

let simulator: Simulator;
afterEach(() => simulator.close());

describe.each(Object.entries(readers) as [Api, Read][])('%s', (api, read) => {
  async function start(m: Behaviour): Promise<void> {
    simulator = await startSimulator({ providers: { sim: { models: { m } } } });
  }

  /** What the client makes of the answer: its text, and what it threw, if anything. */
  async function ask(content = 'Hello', signal = new AbortController().signal): Promise<string> {
    let text = '';
    try {
      for await (const delta of read(simulator.baseUrl('sim', api), content, signal)) text += delta ?? '';
      return text;
    } catch (error) {
      return `${text}! ${error instanceof Error ? error.message : error}`;
    }
  }

  test.each([{}, { trickle: true }, { splitBytes: true }])('is read however its packets are cut: %o', async (how) => {
    const text = '你好，世界 👋🏽 été';
    await start({ text, ...how });
    expect(await ask()).toBe(text);
    expect(simulator.requests[0]).toMatchObject({ api, provider: 'sim', model: 'm', ordinal: 1 });
  });

  test('answers in plausible words when its script has none', async () => {
    await start({});
    expect(await ask('Explain\n```py\nx = 1\n```')).toMatch(/^\*Simulated answer from sim\/m\.\*/);
  });

  test.each(['last', 'everyChunk', 'none'] as const)('reports usage: %s', async (usage) => {
    await start({ text: 'one two', usage });
    expect(await ask()).toBe('one two');
  });

  test('keeps the pace of the script, and the connection alive meanwhile', async () => {
    await start({ tokens: 10, text: 'word', firstTokenMs: 80, tokensPerSecond: 100, keepAliveMs: 15 });
    const started = performance.now();
    expect(await ask()).toBe('word'.repeat(10));
    expect(performance.now() - started).toBeGreaterThan(150);
  });

  test.each<[Behaviour, RegExp]>([
    [{ text: 'one two', cutAfterTokens: 1 }, /^one! terminated/],
    [{ text: 'one two', errorEventAfterTokens: 1 }, /^one! ./],
    [{ text: 'one two', malformedAfterTokens: 1 }, /^one! .*JSON/],
    [{ text: 'one two', endAfterTokens: 1 }, /^one$/],
    [{ status: 500 }, /^! ./],
    [{ htmlError: true }, /^! [\s\S]*502/],
    [{ reset: true }, /^! (?:Connection error|.*fetch failed)/],
    [{ contextWindow: 1 }, /^! [\s\S]*400/],
  ])('fails as its script says: %o', async (behaviour, expected) => {
    await start(behaviour);
    expect(await ask()).toMatch(expected);
  });

  test.each([{ hang: true }, { text: 'one two', stallAfterTokens: 1 }])('notices a hang-up: %o', async (behaviour) => {
    const stop = new AbortController();
    await start(behaviour);
    const answer = ask('Hello', stop.signal);
    await simulator.waitForRequests(1, 5000);
    await expect(simulator.waitForHangUp(0, 60)).rejects.toThrow('not within 60 ms');
    stop.abort();
    expect((await simulator.waitForHangUp(0, 5000)).closedByClientAt).toBeGreaterThan(0);
    await answer;
  });
});
