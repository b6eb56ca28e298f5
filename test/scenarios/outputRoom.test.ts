import { expect, test } from 'vitest';
import { askCore } from '../providers/httpCore.ts';
import { sse } from '../providers/replay.ts';

const PRICE = { input: 1, output: 1 };

/** The limit of the answer as the vendor is told it, for a prompt of so many short words. */
async function limitSent(api: string, model: object, words: number): Promise<number | undefined> {
  let body: { max_tokens?: number } = {};
  const fetch = async (_: unknown, init?: RequestInit) => {
    body = JSON.parse(String(init?.body));
    return new Response(sse([{}]), { headers: { 'content-type': 'text/event-stream' } });
  };
  const settings = {
    providers: { p: { api, baseUrl: 'http://127.0.0.1/v1', auth: 'none' } },
    models: { 'p/claude-opus-4-1': { price: PRICE, ...model } },
  };
  await askCore(settings, { request: { model: 'p/claude-opus-4-1', prompt: 'rain '.repeat(words) }, fetch });
  return body.max_tokens;
}

test('a vendor that must be told a limit is told one that its window has room for', async () => {
  const window = { contextWindow: 200_000, maxOutputTokens: 32_000 };
  expect(await limitSent('anthropic-messages', window, 100)).toBe(32_000);
  const near = (await limitSent('anthropic-messages', window, 165_000)) ?? 0;
  expect(near).toBeGreaterThan(600);
  expect(near).toBeLessThan(32_000);
});

test("the user's own limit for a model shrinks where its window is nearly full", async () => {
  const model = { contextWindow: 131_072, maxOutputTokens: 64_000 };
  expect(await limitSent('openai-chat', model, 100)).toBe(64_000);
  const near = (await limitSent('openai-chat', model, 80_000)) ?? 0;
  expect(near).toBeGreaterThan(600);
  expect(near).toBeLessThan(64_000);
});
