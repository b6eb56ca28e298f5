import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, streamText } from 'ai';
import { expect, test } from 'vitest';
import { TestServer } from './testServer.ts';

/** The AI SDK's client for servers like OpenAI's, as its documentation sets it up. */
function modelOf({ server, token }: TestServer, id = 'auto') {
  return createOpenAICompatible({ name: 'switchyard', baseURL: server.url, apiKey: token })(id);
}

test('the AI SDK gets text, reasoning and usage', async () => {
  await using served = await TestServer.start({ text: 'Hello there', reasoning: 'hm' });
  const { text, reasoningText, usage, finishReason } = await generateText({ model: modelOf(served), prompt: 'hi' });
  expect([text, reasoningText, finishReason]).toEqual(['Hello there', 'hm', 'stop']);
  expect(usage).toMatchObject({ inputTokens: 1, outputTokens: 3, totalTokens: 4 });
});

test('the AI SDK streams', async () => {
  await using served = await TestServer.start({ text: 'one two three', reasoning: 'hm', tokensPerSecond: 200 });
  const result = streamText({ model: modelOf(served), prompt: 'hi' });
  let text = '';
  for await (const delta of result.textStream) text += delta;
  expect([text, await result.reasoningText, await result.finishReason]).toEqual(['one two three', 'hm', 'stop']);
});
