import type { OpenAI } from 'openai';
import { expect, test } from 'vitest';
import type { Api } from '../simulator/simulatedRequest.ts';
import { TestServer } from './testServer.ts';

const QUESTION: OpenAI.Chat.ChatCompletionMessageParam = { role: 'user', content: 'Weather in Oslo?' };
const WEATHER = {
  type: 'function' as const,
  function: {
    name: 'weather',
    parameters: { type: 'object', properties: { place: { type: 'string' } }, required: ['place'] },
  },
};

const DIALECTS = ['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini'] as const satisfies readonly Api[];
const EVERY_WAY = DIALECTS.flatMap((api) => [[api, false] as const, [api, true] as const]);

type Behaviour = NonNullable<Parameters<typeof TestServer.start>[0]>;

/** The server before provider `a`, which speaks this dialect, and `b`, which speaks another. */
function before(api: Api, a: Behaviour, b?: Behaviour): Promise<TestServer> {
  return TestServer.start(a, b, ({ baseUrl }) => ({
    providers: {
      a: { api, baseUrl: baseUrl('a', api) },
      b: { api: 'openai-chat', baseUrl: baseUrl('b'), auth: 'none' },
    },
  }));
}

/** Asks with the official client, and gives back the answer as it is when it is whole. */
async function answered(
  { client }: TestServer,
  stream: boolean,
  changes: Partial<OpenAI.ChatCompletionCreateParams> = {},
) {
  const asked = { model: 'auto', messages: [QUESTION], max_tokens: 1000, ...changes, stream: false as const };
  if (!stream) return client.chat.completions.create(asked);
  const options = { ...asked, stream: true as const, stream_options: { include_usage: true } };
  return client.chat.completions.stream(options).finalChatCompletion();
}

test.each(EVERY_WAY)('%s answers as OpenAI would (stream: %s)', async (api, stream) => {
  await using served = await before(api, { text: 'It snows in Oslo.' });
  const { model, choices, usage } = await answered(served, stream, { temperature: 0.5, stop: ['END'] });
  expect(model).toBe('a/m');
  expect(choices[0]).toMatchObject({
    finish_reason: 'stop',
    message: { role: 'assistant', content: 'It snows in Oslo.' },
  });
  expect(usage).toMatchObject({ total_tokens: (usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0) });
  expect(usage?.completion_tokens).toBeGreaterThan(3);
  expect(served.simulator.requests).toMatchObject([{ api, provider: 'a' }]);
});

test.each(EVERY_WAY)('%s calls a tool and reads its result (stream: %s)', async (api, stream) => {
  const toolCalls = [{ name: 'weather', arguments: { place: 'Oslo' } }];
  await using served = await before(api, { toolCalls, text: 'It snows.' });
  const first = (await answered(served, stream, { tools: [WEATHER] })).choices[0];
  expect(first?.finish_reason).toBe('tool_calls');
  const [call, ...others] = first?.message.tool_calls ?? [];
  if (call?.type !== 'function') throw new Error('no function was called');
  expect(others).toEqual([]);
  expect(call.function).toMatchObject({ name: 'weather' });
  expect(JSON.parse(call.function.arguments)).toEqual({ place: 'Oslo' });
  const messages: OpenAI.Chat.ChatCompletionMessageParam[] = [
    QUESTION,
    { role: 'assistant', content: first?.message.content ?? null, tool_calls: [call] },
    { role: 'tool', tool_call_id: call.id, content: 'snow' },
  ];
  const second = await answered(served, stream, { messages, tools: [WEATHER] });
  expect(second.choices[0]?.message.content).toBe('It snows.');
  expect(second.choices[0]?.finish_reason).toBe('stop');
});

test.each(EVERY_WAY)('%s at its limit of tokens says so (stream: %s)', async (api, stream) => {
  await using served = await before(api, { text: 'It snows', finishReason: 'length' });
  const { choices } = await answered(served, stream);
  expect(choices[0]).toMatchObject({ finish_reason: 'length', message: { content: 'It snows' } });
});

test.each(EVERY_WAY)('%s that fails is followed by the next (stream: %s)', async (api, stream) => {
  await using served = await before(api, { status: 529 }, { text: 'from b' });
  const { model, choices } = await answered(served, stream);
  expect([model, choices[0]?.message.content]).toEqual(['b/m', 'from b']);
});

test.each(DIALECTS)('%s that breaks off is continued in the same stream', async (api) => {
  await using served = await before(
    api,
    { text: 'one two three four five', cutAfterTokens: 3 },
    { text: ' four five' },
  );
  const { model, choices } = await answered(served, true);
  expect([model, choices[0]?.message.content]).toEqual(['b/m', 'one two three four five']);
});

test.each(EVERY_WAY)('%s with a filter that blocks the prompt says so (stream: %s)', async (api, stream) => {
  await using served = await before(api, { blocksPrompt: true });
  const asked = answered(served, stream, { model: 'a/m' });
  if (api !== 'gemini') await expect(asked).rejects.toMatchObject({ status: 400, code: 'content_filter' });
  // Google ends an answer with it.
  else expect((await asked).choices[0]?.finish_reason).toBe('content_filter');
});
