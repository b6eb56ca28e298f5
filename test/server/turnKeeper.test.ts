import type { OpenAI } from 'openai';
import { expect, test } from 'vitest';
import { TestServer } from './testServer.ts';

const TOOL = {
  type: 'function' as const,
  function: { name: 'weather', parameters: { type: 'object', properties: { place: { type: 'string' } } } },
};

test.each([false, true])('signed thinking comes back with the results of tools (stream: %s)', async (stream) => {
  const toolCalls = [{ name: 'weather', arguments: { place: 'Oslo' } }];
  await using served = await TestServer.start(
    { toolCalls, reasoning: 'I must look.', text: 'Snow.' },
    {},
    (simulator) => ({
      providers: { a: { api: 'anthropic-messages', baseUrl: simulator.baseUrl('a', 'anthropic-messages') } },
      models: { 'a/m': { capabilities: ['tools', 'reasoning'] } },
      routes: {},
    }),
  );
  const { client } = served;
  const messages: OpenAI.Chat.ChatCompletionMessageParam[] = [{ role: 'user', content: 'Weather in Oslo?' }];
  const asked = { model: 'a/m', messages, tools: [TOOL], reasoning_effort: 'high' as const };
  const first = stream
    ? await client.chat.completions.stream(asked).finalMessage()
    : (await client.chat.completions.create(asked)).choices[0]?.message;
  const [call] = first?.tool_calls ?? [];
  if (first === undefined || call === undefined) throw new Error('no tool was called');
  await client.chat.completions.create({
    ...asked,
    messages: [
      ...messages,
      { role: 'assistant', content: first.content, tool_calls: [call] as never },
      { role: 'tool', tool_call_id: call.id, content: 'snow' },
    ],
  });
  const body = served.simulator.requests[1]?.body as { messages: { role: string; content: { type: string }[] }[] };
  expect(body.messages[1]?.content.map(({ type }) => type)).toEqual(['thinking', 'tool_use']);
});
