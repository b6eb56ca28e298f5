import OpenAI from 'openai';
import { afterEach, describe, expect, test } from 'vitest';
import type { Script } from './behaviour.ts';
import { type Simulator, startSimulator } from './simulator.ts';

type Params = OpenAI.Responses.ResponseCreateParamsNonStreaming;
type Item = OpenAI.Responses.ResponseInputItem;

const parameters = {
  ...{ type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false },
};
const tools: Params['tools'] = [{ type: 'function', name: 'weather', parameters, strict: true }];
const input = 'What is the weather?';

let simulator: Simulator;
afterEach(() => simulator.close());

/** The vendor's own client of a simulated model `m`. */
async function clientOf(m: Script): Promise<OpenAI> {
  simulator = await startSimulator({ providers: { sim: { key: 'sk-a', models: { m } } } });
  const baseURL = simulator.baseUrl('sim', 'openai-responses');
  return new OpenAI({ baseURL, apiKey: 'sk-a', maxRetries: 0, logLevel: 'off' });
}

function ask(client: OpenAI, extra: Partial<Params> = {}) {
  return client.responses.create({ model: 'm', input, ...extra });
}

function stream(client: OpenAI, extra: Partial<Params> = {}) {
  const { stream: _, text: __, ...body } = { ...extra, model: 'm', input };
  return client.responses.stream(body);
}

/** What is wrong, as the client reports it. */
async function faultOf(answer: Promise<unknown>): Promise<string> {
  const error = await answer.then(
    () => expect.fail('no error'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof OpenAI.APIError)) throw error;
  return `${error.message} (${error.code}, ${error.param})`;
}

test('the official client reads a stream: text, status, usage', async () => {
  const client = await clientOf({ text: 'Hello, dear world.', cachedShare: 0.5 });
  const events = stream(client);
  const pieces: string[] = [];
  events.on('response.output_text.delta', ({ delta }) => pieces.push(delta));
  const response = await events.finalResponse();
  expect(pieces.join('')).toBe('Hello, dear world.');
  expect(response).toMatchObject({
    status: 'completed',
    output_text: 'Hello, dear world.',
    usage: { input_tokens: 5, input_tokens_details: { cached_tokens: 2 } },
  });
  expect(response.usage?.output_tokens).toBe(simulator.requests[0]?.tokensSent);
  expect(simulator.requests[0]).toMatchObject({ api: 'openai-responses', path: '/v1/responses' });
});

test('the events come in the order of the documentation, and are numbered', async () => {
  const client = await clientOf({ text: 'Yes', reasoning: 'Hm' });
  const reasoning = { effort: 'low', summary: 'auto' } as const;
  const events: OpenAI.Responses.ResponseStreamEvent[] = [];
  for await (const event of await client.responses.create({ model: 'm', input, reasoning, stream: true })) {
    events.push(event);
  }
  expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, index) => index));
  expect(events.map(({ type }) => type.replace('response.', '')).join(' ')).toBe(
    [
      ...['created', 'in_progress', 'output_item.added', 'reasoning_summary_part.added'],
      ...['reasoning_summary_text.delta', 'reasoning_summary_text.done', 'reasoning_summary_part.done'],
      ...['output_item.done', 'output_item.added', 'content_part.added', 'output_text.delta', 'output_text.done'],
      ...['content_part.done', 'output_item.done', 'completed'],
    ].join(' '),
  );
});

test('without a stream the response comes in one piece; reasoning is billed though it is not shown', async () => {
  const response = await ask(await clientOf({ text: 'Four.', reasoning: 'Two and two.' }));
  expect(response.output_text).toBe('Four.');
  expect(response.output[0]).toMatchObject({ type: 'reasoning', summary: [] });
  expect(response.usage?.output_tokens_details.reasoning_tokens).toBeGreaterThan(2);
});

describe('functions', () => {
  const toolCalls = [
    { name: 'weather', arguments: { city: 'Köln' } },
    { name: 'weather', arguments: { city: 'Bonn' } },
  ];

  test('are called in a stream, and answered', async () => {
    const client = await clientOf({ toolCalls, reasoning: 'I must look.' });
    const include: Params['include'] = ['reasoning.encrypted_content'];
    const events = stream(client, { tools, include, store: false });
    const deltas: string[] = [];
    events.on('response.function_call_arguments.delta', ({ delta }) => deltas.push(delta));
    const first = await events.finalResponse();
    expect(deltas.join('')).toBe('{"city":"Köln"}{"city":"Bonn"}');
    const calls = first.output.filter((item) => item.type === 'function_call');
    expect(calls).toMatchObject([{ name: 'weather', arguments: '{"city":"Köln"}' }, { arguments: '{"city":"Bonn"}' }]);

    const results = calls.map(({ call_id }) => ({ type: 'function_call_output' as const, call_id, output: 'Sun' }));
    const question = { role: 'user' as const, content: input };
    const goOn = (output: Item[]) => ask(client, { tools, store: false, input: [question, ...output, ...results] });
    const sentBack = first.output as Item[];
    expect((await goOn(sentBack)).output_text).toBe('The tool says: Sun');
    expect(await faultOf(goOn(sentBack.slice(0, 2)))).toMatch(/No tool call found for function call output/);
    const plain = sentBack.map((item) =>
      item.type === 'reasoning' ? { ...item, encrypted_content: undefined } : item,
    );
    expect(await faultOf(goOn(plain as Item[]))).toMatch(/^404 Item with id .* not found/);
    const forged = sentBack.map((item) => (item.type === 'reasoning' ? { ...item, encrypted_content: 'x' } : item));
    expect(await faultOf(goOn(forged))).toMatch(/\(invalid_encrypted_content, /);
    expect(await faultOf(ask(client, { input: [question, ...sentBack] }))).toMatch(/No tool output found/);
  });

  test('that are forced are called with arguments made from their schema', async () => {
    const client = await clientOf({ text: 'no call' });
    const forced = await ask(client, { tools, tool_choice: { type: 'function', name: 'weather' } });
    expect(forced.output).toMatchObject([{ type: 'function_call', arguments: '{"city":"simulated"}' }]);
    expect((await ask(client, { tools, tool_choice: 'none' })).output_text).toBe('no call');
  });
});

test('a limit and a filter leave the response incomplete', async () => {
  const client = await clientOf([{ text: 'one two three' }, { text: 'one', finishReason: 'content_filter' }]);
  const limited = await stream(client, { max_output_tokens: 2 }).finalResponse();
  expect(limited).toMatchObject({
    ...{ status: 'incomplete', output_text: 'one two', incomplete_details: { reason: 'max_output_tokens' } },
  });
  expect((await ask(client)).incomplete_details).toEqual({ reason: 'content_filter' });
});

test('structured output is JSON of the schema', async () => {
  const format = { type: 'json_schema', name: 'place', schema: parameters, strict: true } as const;
  expect((await ask(await clientOf({}), { text: { format } })).output_text).toBe('{"city":"simulated"}');
});

describe('a request that OpenAI refuses', () => {
  const refuse = async (extra: object, script: Script = {}) => faultOf(ask(await clientOf(script), extra));
  test.each([
    [{ stop: ['x'] }, "400 Unknown parameter: 'stop'. (unknown_parameter, stop)"],
    [{ model: 'unknown' }, /^404 The model `unknown` does not exist/],
    [{ previous_response_id: 'resp_x' }, /^400 Previous response with id 'resp_x' not found/],
    [
      { text: { format: { type: 'json_schema', name: 'x', schema: { type: 'object' }, strict: true } } },
      /'additionalProperties' is required to be supplied and to be false/,
    ],
    [{ text: { format: { type: 'json_object' } } }, /must contain the word 'json'/],
  ])('%o', async (extra, fault) => {
    expect(await refuse(extra)).toMatch(fault);
  });

  test('by its script: a parameter, a value, a length, a prompt', async () => {
    expect(await refuse({ reasoning: { effort: 'low' } }, { refuses: ['reasoning.effort'] })).toBe(
      "400 Unsupported parameter: 'reasoning.effort' is not supported with this model. (unsupported_parameter, reasoning.effort)",
    );
    expect(await refuse({ temperature: 0.2 }, { refusesValues: ['temperature'] })).toMatch(
      /^400 Unsupported value: 'temperature' does not support 0\.2 with this model\./,
    );
    expect(await refuse({}, { contextWindow: 3 })).toMatch(
      /exceeds the context window .*\(context_length_exceeded, input\)/,
    );
    expect(await refuse({}, { blocksPrompt: true })).toMatch(/\(invalid_prompt, null\)$/);
  });
});

test('a fault of the script comes with a status, or in the middle as an error and a failed response', async () => {
  const text = 'one two three';
  const client = await clientOf([
    { status: 429, retryAfter: 7 },
    { text, errorEventAfterTokens: 1 },
    { text, errorEventAfterTokens: 1 },
    { text, cutAfterTokens: 1 },
  ]);
  const error = await ask(client).catch((thrown: unknown) => thrown);
  if (!(error instanceof OpenAI.RateLimitError)) throw error;
  expect([error.headers.get('retry-after'), error.requestID]).toEqual(['7', expect.stringMatching(/^req_/)]);
  expect(await faultOf(stream(client).finalResponse())).toMatch(/The server had an error .*\(server_error, null\)/);
  const body = await client.responses.create({ model: 'm', input, stream: true }).asResponse();
  expect(await body.text()).toMatch(/event: error\n[\s\S]*event: response.failed\ndata: .*"status":"failed"/);
  await expect(stream(client).finalResponse()).rejects.toThrow('terminated');
});
