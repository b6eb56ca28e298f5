import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, isStepCount, Output, streamText, tool } from 'ai';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { TestServer } from './testServer.ts';

/** The AI SDK's client for servers like OpenAI's, as its documentation sets it up. */
function modelOf({ server, token }: TestServer, id = 'auto') {
  return createOpenAICompatible({
    name: 'switchyard',
    baseURL: server.url,
    apiKey: token,
    supportsStructuredOutputs: true,
  })(id);
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

test('the AI SDK calls tools and goes on with their results', async () => {
  const toolCalls = [{ name: 'weather', arguments: { place: 'Oslo' } }];
  await using served = await TestServer.start({ toolCalls, text: 'It snows.' });
  const places: string[] = [];
  const weather = tool({
    inputSchema: z.object({ place: z.string() }),
    execute: async ({ place }) => {
      places.push(place);
      return 'snow';
    },
  });
  const asked = { model: modelOf(served), prompt: 'Weather in Oslo?', tools: { weather }, stopWhen: isStepCount(3) };
  expect((await generateText(asked)).text).toBe('It snows.');
  expect(places).toEqual(['Oslo']);
});

test('the AI SDK gets structured answers, and errors with their status', async () => {
  await using served = await TestServer.start({ text: '{"name":"Ann"}' });
  const output = Output.object({ schema: z.object({ name: z.string() }) });
  expect((await generateText({ model: modelOf(served), prompt: 'Who?', output })).output).toEqual({ name: 'Ann' });
  const unknown = generateText({ model: modelOf(served, 'c/m'), prompt: 'hi', maxRetries: 0 });
  await expect(unknown).rejects.toMatchObject({ statusCode: 404 });
});
