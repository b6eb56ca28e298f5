import Anthropic from '@anthropic-ai/sdk';
import { afterEach, describe, expect, test } from 'vitest';
import type { Script, SimulatedProvider } from './behaviour.ts';
import { type Simulator, startSimulator } from './simulator.ts';

const tool: Anthropic.Tool = {
  name: 'weather',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

let simulator: Simulator;
afterEach(() => simulator.close());

/** The vendor's own client of a simulated model `m`. */
async function clientOf(m: Script, more: Partial<SimulatedProvider> = {}, version?: string): Promise<Anthropic> {
  simulator = await startSimulator({ providers: { sim: { key: 'sk-a', models: { m }, ...more } } });
  const baseURL = simulator.baseUrl('sim', 'anthropic-messages');
  const defaultHeaders = version === undefined ? {} : { 'anthropic-version': version };
  return new Anthropic({ baseURL, apiKey: 'sk-a', authToken: null, maxRetries: 0, logLevel: 'off', defaultHeaders });
}

function ask(client: Anthropic, extra: Partial<Anthropic.MessageCreateParamsNonStreaming> = {}) {
  return client.messages.create({ ...basic, ...extra });
}

const basic = {
  model: 'm',
  max_tokens: 4000,
  messages: [{ role: 'user', content: 'What is the weather?' }] as Anthropic.MessageParam[],
};

/** What is wrong, as the client reports it. */
async function faultOf(answer: Promise<unknown>): Promise<string> {
  const error = await answer.then(
    () => expect.fail('no error'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Anthropic.APIError)) throw error;
  return `${error.status} ${error.type}: ${error.error?.error?.message}`;
}

test('the official client reads a stream: text, stop reason, usage', async () => {
  const client = await clientOf({ text: 'Hello, dear world.', cachedShare: 0.5 });
  const stream = client.messages.stream(basic);
  const pieces: string[] = [];
  stream.on('text', (delta) => pieces.push(delta));
  const message = await stream.finalMessage();
  expect(pieces.join('')).toBe('Hello, dear world.');
  expect(message).toMatchObject({
    id: expect.stringMatching(/^msg_/),
    content: [{ type: 'text', text: 'Hello, dear world.' }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 3, cache_read_input_tokens: 2, output_tokens: simulator.requests[0]?.tokensSent },
  });
  expect(stream.request_id).toMatch(/^req_/);
  expect(simulator.requests[0]).toMatchObject({ api: 'anthropic-messages', model: 'm', path: '/v1/messages' });
});

test('the events come in the order of the documentation', async () => {
  const client = await clientOf({ text: 'Yes', reasoning: 'Hm' });
  const types: string[] = [];
  const thinking = { type: 'enabled', budget_tokens: 2000 } as const;
  for await (const event of await client.messages.create({ ...basic, thinking, stream: true })) types.push(event.type);
  expect(types.join(' ')).toBe(
    [
      ...['message_start', 'content_block_start', 'content_block_delta', 'content_block_delta', 'content_block_stop'],
      ...['content_block_start', 'content_block_delta', 'content_block_stop', 'message_delta', 'message_stop'],
    ].join(' '),
  );
});

test('without a stream the message comes in one piece', async () => {
  const client = await clientOf({ text: 'Four.' });
  const message = await ask(client);
  expect(message.content).toEqual([{ type: 'text', text: 'Four.' }]);
  expect(message._request_id).toMatch(/^req_/);
});

describe('tools', () => {
  const calls = [
    { name: 'weather', arguments: { city: 'Köln' } },
    { name: 'weather', arguments: '' },
  ];

  test('are called in a stream, several at once, with text before', async () => {
    const client = await clientOf({ toolCalls: calls, textBeforeTools: 'I shall look.' });
    const message = await client.messages.stream({ ...basic, tools: [tool] }).finalMessage();
    expect(message.stop_reason).toBe('tool_use');
    expect(message.content).toMatchObject([
      { type: 'text', text: 'I shall look.' },
      { type: 'tool_use', name: 'weather', input: { city: 'Köln' } },
      { type: 'tool_use', name: 'weather', input: {} },
    ]);
    expect((await ask(client, { tools: [tool] })).content).toMatchObject([{}, { input: { city: 'Köln' } }, {}]);
  });

  test('that are forced are called with arguments made from their schema', async () => {
    const client = await clientOf({ text: 'no call' });
    const forced = await ask(client, { tools: [tool], tool_choice: { type: 'any' } });
    expect(forced.content).toMatchObject([{ name: 'weather', input: { city: 'simulated' } }]);
    const none = await ask(client, { tools: [tool], tool_choice: { type: 'none' } });
    expect(none.content).toMatchObject([{ text: 'no call' }]);
  });

  test('must be answered at once', async () => {
    const client = await clientOf({ toolCalls: calls });
    const { content } = await ask(client, { tools: [tool] });
    const messages = [...basic.messages, { role: 'assistant', content } as const, ...basic.messages];
    expect(await faultOf(ask(client, { messages }))).toMatch(/`tool_use` ids were found without `tool_result` blocks/);
  });
});

describe('a request that Anthropic refuses', () => {
  const refuse = async (extra: object, script: Script = {}, version = '2023-06-01') =>
    faultOf(ask(await clientOf(script, {}, version), extra));

  test('by its version, which may have no sampling any more', async () => {
    expect(await refuse({ temperature: 1 }, {}, '2026-10-21')).toMatch(/temperature: Extra inputs are not permitted$/);
    expect(await refuse({}, {}, '2020-01-01')).toMatch(/"2020-01-01" is not a valid version/);
  });

  test.each([
    [{ max_tokens: undefined }, '400 invalid_request_error: max_tokens: Field required'],
    [{ seed: 1 }, '400 invalid_request_error: seed: Extra inputs are not permitted'],
    [{ messages: [] }, '400 invalid_request_error: messages: at least one message is required'],
    [
      { messages: [{ role: 'system', content: 'x' }] },
      "400 invalid_request_error: messages.0.role: Input should be 'user' or 'assistant'",
    ],
    [{ model: 'unknown' }, '404 not_found_error: model: unknown'],
    [
      { thinking: { type: 'enabled', budget_tokens: 1500 }, temperature: 0.5 },
      expect.stringMatching(/`temperature` may only be set to 1 when thinking is enabled/),
    ],
    [
      { thinking: { type: 'enabled', budget_tokens: 5000 } },
      expect.stringMatching(/`max_tokens` must be greater than `thinking.budget_tokens`/),
    ],
  ])('%o', async (extra, fault) => {
    expect(await refuse(extra)).toEqual(fault);
  });

  test('by its script: a parameter, a length, an assistant at the end', async () => {
    expect(await refuse({ temperature: 0.2 }, { refuses: ['temperature'] })).toMatch(
      /`temperature` is deprecated for this model\.$/,
    );
    expect(await refuse({ stop_sequences: ['x'] }, { refuses: ['stop_sequences'] })).toMatch(
      /stop_sequences: Extra inputs are not permitted$/,
    );
    expect(await refuse({ system: 'x'.repeat(80) }, { contextWindow: 20 })).toMatch(
      /prompt is too long: 25 tokens > 20 maximum$/,
    );
    expect(await refuse({}, { contextWindow: 1000 })).toMatch(/exceed context limit: 5 \+ 4000 > 1000, decrease/);
    const messages = [...basic.messages, { role: 'assistant', content: 'It' }];
    expect(await refuse({ messages }, { refuses: ['prefill'] })).toMatch(/does not support assistant message prefill/);
  });

  test('because of its key or its version', async () => {
    await clientOf({});
    const baseURL = simulator.baseUrl('sim', 'anthropic-messages');
    const wrong = new Anthropic({ baseURL, apiKey: 'sk-wrong', authToken: null, maxRetries: 0, logLevel: 'off' });
    expect(await faultOf(ask(wrong))).toBe('401 authentication_error: invalid x-api-key');
    await ask(new Anthropic({ baseURL, apiKey: null, authToken: 'sk-a' }));
    const headers = { 'content-type': 'application/json', 'x-api-key': 'sk-a' };
    const response = await fetch(`${baseURL}/v1/messages`, { method: 'POST', headers, body: JSON.stringify(basic) });
    expect(await response.text()).toContain('anthropic-version: header is required');
  });
});

describe('a fault of the script', () => {
  test('comes with a status: its words, its request id, when to come back', async () => {
    const client = await clientOf([
      { status: 429, retryAfter: 7 },
      { status: 529 },
      { status: 400, code: 'odd_error' },
    ]);
    const error = await ask(client).catch((thrown: unknown) => thrown);
    if (!(error instanceof Anthropic.RateLimitError)) throw error;
    expect([error.headers?.get('retry-after'), error.requestID]).toEqual(['7', expect.stringMatching(/^req_/)]);
    expect(await faultOf(ask(client))).toBe('529 overloaded_error: Overloaded');
    expect(await faultOf(ask(client))).toBe('400 odd_error: Simulated error 400');
  });

  test('comes in the middle: an error event, a broken event, a cut, a polite end', async () => {
    const text = 'one two three';
    const client = await clientOf([
      { text, errorEventAfterTokens: 1 },
      { text, malformedAfterTokens: 1 },
      { text, cutAfterTokens: 1 },
      { text, endAfterTokens: 1 },
    ]);
    const read = async () => {
      let said = '';
      try {
        for await (const event of await client.messages.create({ ...basic, stream: true })) {
          if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') said += event.delta.text;
        }
        return `${said} (ended)`;
      } catch (error) {
        return `${said} (${error instanceof Error ? error.message : error})`;
      }
    };
    expect(await read()).toMatch(/^one \(.*overloaded_error/);
    expect(await read()).toMatch(/^one \(.*JSON/);
    expect(await read()).toBe('one (terminated)');
    expect(await read()).toBe('one (ended)');
  });

  test('is a refusal, a blocked prompt, a limit or a stop sequence', async () => {
    const client = await clientOf([
      { text: 'I', finishReason: 'content_filter' },
      { blocksPrompt: true },
      { text: 'one two three four' },
    ]);
    expect(await ask(client)).toMatchObject({ stop_reason: 'refusal', stop_details: { type: 'refusal' } });
    expect(await faultOf(ask(client))).toBe('400 invalid_request_error: Output blocked by content filtering policy');
    const limited = await ask(client, { max_tokens: 2 });
    expect(limited).toMatchObject({ content: [{ text: 'one two' }], stop_reason: 'max_tokens' });
    const stopped = await ask(client, { stop_sequences: ['three', ' two'] });
    expect(stopped).toMatchObject({ content: [{ text: 'one' }], stop_reason: 'stop_sequence', stop_sequence: ' two' });
  });
});

test('a stream may come though none was asked for, and the reverse; pings keep it alive', async () => {
  const client = await clientOf([
    { text: 'x', streams: 'never' },
    { text: 'x', streams: 'always', firstTokenMs: 60, keepAliveMs: 10 },
  ]);
  const post = (stream: boolean) =>
    client.messages.create({ ...basic, stream } as Anthropic.MessageCreateParamsNonStreaming).asResponse();
  expect((await post(true)).headers.get('content-type')).toBe('application/json');
  expect(await (await post(false)).text()).toMatch(/^event: ping\ndata: \{"type": "ping"\}\n\n[\s\S]*message_start/);
});

test('structured output is JSON of the schema', async () => {
  const client = await clientOf({});
  const schema = {
    type: 'object',
    properties: { age: { type: 'integer' }, pets: { type: 'array', items: { enum: ['cat'] } } },
  };
  const { content } = await ask(client, { output_config: { format: { type: 'json_schema', schema } } });
  expect(content).toMatchObject([{ text: '{"age":1,"pets":["cat"]}' }]);
});

test('models are listed in pages, with their windows', async () => {
  const models = Object.fromEntries(['a', 'b', 'c'].map((id) => [id, {}]));
  const client = await clientOf({}, { models, facts: { b: { name: 'Bee', contextWindow: 5000 } } });
  const listed: string[] = [];
  for await (const model of client.models.list({ limit: 2 })) {
    listed.push(`${model.id} ${model.display_name} ${model.max_input_tokens}`);
  }
  expect(listed).toEqual(['a a 200000', 'b Bee 5000', 'c c 200000']);
  expect((await client.models.retrieve('b')).display_name).toBe('Bee');
  await expect(client.models.retrieve('z')).rejects.toThrow(Anthropic.NotFoundError);
});
