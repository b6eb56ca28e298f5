import type { OpenAI } from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { TestServer } from './testServer.ts';

const PIXEL = `data:image/png;base64,${Buffer.from('89504e470d0a1a0a', 'hex').toString('base64')}`;
const WEATHER = {
  type: 'function' as const,
  function: {
    name: 'weather',
    description: 'The weather of a place',
    parameters: { type: 'object', properties: { place: { type: 'string' } }, required: ['place'] },
  },
};

type Body = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

async function sent(served: TestServer, body: Partial<Body>): Promise<Record<string, unknown>> {
  const { client } = served;
  await client.chat.completions.create({ model: 'a/m', messages: [{ role: 'user', content: 'hi' }], ...body });
  return served.simulator.requests.at(-1)?.body as Record<string, unknown>;
}

test('the model gets the messages that the client sent and no other', async () => {
  await using served = await TestServer.start();
  const messages: Body['messages'] = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Fix this: x = 1' },
    { role: 'assistant', content: 'Done.' },
    { role: 'user', content: [{ type: 'text', text: 'And this?' }] },
  ];
  expect((await sent(served, { messages })).messages).toEqual([
    ...messages.slice(0, 3),
    { role: 'user', content: 'And this?' },
  ]);
  expect((await sent(served, { messages: [{ role: 'developer', content: 'Be brief.' }] })).messages).toEqual([
    { role: 'system', content: 'Be brief.' },
  ]);
});

test('tool calls and their results go as they are, also where they end the conversation', async () => {
  await using served = await TestServer.start();
  const call = (id: string, place: string) => ({
    ...{ id, type: 'function' as const },
    function: { name: 'weather', arguments: JSON.stringify({ place }) },
  });
  const messages: Body['messages'] = [
    { role: 'user', content: 'Weather in Oslo and Rome?' },
    { role: 'assistant', content: null, tool_calls: [call('c1', 'Oslo'), call('c2', 'Rome')] },
    { role: 'tool', tool_call_id: 'c1', content: 'snow' },
    { role: 'tool', tool_call_id: 'c2', content: 'sun' },
  ];
  expect((await sent(served, { messages, tools: [WEATHER] })).messages).toEqual(messages);
});

test('pictures go as they are; those elsewhere are not fetched', async () => {
  await using served = await TestServer.start();
  const content = [
    { type: 'text' as const, text: 'What is this?' },
    { type: 'image_url' as const, image_url: { url: PIXEL } },
  ];
  expect((await sent(served, { messages: [{ role: 'user', content }] })).messages).toEqual([{ role: 'user', content }]);
  const elsewhere = { type: 'image_url' as const, image_url: { url: 'https://example.test/a.png' } };
  await expect(sent(served, { messages: [{ role: 'user', content: [elsewhere] }] })).rejects.toMatchObject({
    status: 400,
    code: 'remote_image_refused',
    param: 'messages.0.content.0.image_url.url',
  });
  expect(served.simulator.requests).toHaveLength(1);
});

test('every parameter reaches the model, unknown ones are passed over', async () => {
  await using served = await TestServer.start();
  const body = await sent(served, {
    ...{ temperature: 0.3, top_p: 0.9, seed: 7, stop: ['END'], max_completion_tokens: 50, reasoning_effort: 'low' },
    tools: [WEATHER],
    tool_choice: { type: 'function', function: { name: 'weather' } },
    ...{ parallel_tool_calls: false, user: 'me', logit_bias: {} },
  });
  expect(body).toMatchObject({
    ...{ temperature: 0.3, top_p: 0.9, seed: 7, stop: ['END'], max_tokens: 50, reasoning_effort: 'low' },
    tools: [WEATHER],
    tool_choice: { type: 'function', function: { name: 'weather' } },
    parallel_tool_calls: false,
  });
  expect(body).not.toHaveProperty('user');
});

test.each([
  [{ n: 2 }, 'n'],
  [{ temperature: 3 }, 'temperature'],
  [{ messages: [] }, 'messages'],
  [{ messages: [{ role: 'robot', content: 'hi' }] }, 'messages.0.role'],
  [{ messages: [{ role: 'user' }] }, 'messages.0.content'],
  [{ messages: [{ role: 'tool', tool_call_id: 'none', content: 'x' }] }, 'messages.0.tool_call_id'],
  [{ messages: [{ role: 'user', content: [{ type: 'input_audio' }] }] }, 'messages.0.content.0'],
  [{ model: 'auto', models: ['a/m'] }, 'model'],
])('%j is refused, naming the field', async (body, param) => {
  await using served = await TestServer.start();
  await expect(sent(served, body as unknown as Body)).rejects.toMatchObject({ status: 400, param });
  expect(served.simulator.requests).toEqual([]);
});

test('a structured answer fits its schema, whole and streamed', async () => {
  await using served = await TestServer.start({ text: 'Here you are: {"name":"Ann","age":30,}' });
  const { client } = served;
  const response_format = zodResponseFormat(z.object({ name: z.string(), age: z.number() }), 'person');
  const messages: Body['messages'] = [{ role: 'user', content: 'Who?' }];
  const whole = await client.chat.completions.parse({ model: 'auto', messages, response_format });
  expect(whole.choices[0]?.message.parsed).toEqual({ name: 'Ann', age: 30 });
  const stream = client.chat.completions.stream({ model: 'auto', messages, response_format });
  expect((await stream.finalChatCompletion()).choices[0]?.message.parsed).toEqual({ name: 'Ann', age: 30 });
});

test('a JSON object of any kind is asked for as such', async () => {
  await using served = await TestServer.start({ text: '{"a":1}' });
  expect((await sent(served, { response_format: { type: 'json_object' } })).response_format).toEqual({
    type: 'json_object',
  });
});

test('tools are called, whole and streamed, by the client’s own runner', async () => {
  const toolCalls = [{ name: 'weather', arguments: { place: 'Oslo' } }];
  await using served = await TestServer.start({ toolCalls, text: 'It snows.' });
  const { client } = served;
  for (const stream of [false, true] as const) {
    const places: string[] = [];
    const tool = {
      type: 'function' as const,
      function: {
        ...WEATHER.function,
        parse: JSON.parse,
        function: ({ place }: { place: string }) => {
          places.push(place);
          return 'snow';
        },
      },
    };
    const messages: Body['messages'] = [{ role: 'user', content: 'Weather in Oslo?' }];
    const asked = { model: 'auto', messages, tools: [tool] };
    const runner = stream
      ? client.chat.completions.runTools({ ...asked, stream })
      : client.chat.completions.runTools(asked);
    expect(await runner.finalContent()).toBe('It snows.');
    expect(places).toEqual(['Oslo']);
  }
});
