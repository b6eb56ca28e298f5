import OpenAI, { AzureOpenAI } from 'openai';
import { afterEach, describe, expect, test } from 'vitest';
import type { Script, SimulatedProvider, SimulatedVendor } from './behaviour.ts';
import { type Simulator, startSimulator } from './simulator.ts';

type Params = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const tools: Params['tools'] = [{ type: 'function', function: { name: 'weather', parameters } }];
const messages: Params['messages'] = [{ role: 'user', content: 'What is the weather?' }];
const KEY = 'sk-a';

let simulator: Simulator;
afterEach(() => simulator.close());

/** The vendor's own client of a simulated model `m`. */
async function clientOf(m: Script, more: Partial<SimulatedProvider> = {}): Promise<OpenAI> {
  simulator = await startSimulator({ providers: { sim: { key: KEY, models: { m }, ...more } } });
  return new OpenAI({ baseURL: simulator.baseUrl('sim'), apiKey: KEY, maxRetries: 0, logLevel: 'off' });
}

function ask(client: OpenAI, extra: Partial<Params> = {}) {
  return client.chat.completions.create({ model: 'm', messages, ...extra });
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

test('the official client reads a stream: text, finish reason, usage', async () => {
  const client = await clientOf({ text: 'Hello, dear world.' });
  const stream = client.chat.completions.stream({ model: 'm', messages, stream_options: { include_usage: true } });
  const { choices, usage } = await stream.finalChatCompletion();
  expect(choices[0]).toMatchObject({ message: { content: 'Hello, dear world.' }, finish_reason: 'stop' });
  expect(usage).toMatchObject({ prompt_tokens: 5, completion_tokens: simulator.requests[0]?.tokensSent });
  expect(simulator.requests[0]).toMatchObject({ api: 'openai-chat', path: '/v1/chat/completions' });
});

describe('tools', () => {
  const toolCalls = [
    { name: 'weather', arguments: { city: 'Köln' } },
    { name: 'weather', arguments: { city: 'Bonn' } },
  ];

  test('are called in a stream, and answered once their results are there', async () => {
    const client = await clientOf({ toolCalls, text: 'Sunny.' });
    const stream = client.chat.completions.stream({ model: 'm', messages, tools });
    const [choice] = (await stream.finalChatCompletion()).choices;
    expect(choice?.finish_reason).toBe('tool_calls');
    expect(choice?.message.tool_calls?.map(({ function: { arguments: json } }) => json)).toEqual([
      '{"city":"Köln"}',
      '{"city":"Bonn"}',
    ]);
    const [first, second] = (choice?.message.tool_calls ?? []).map(({ id }) => ({
      ...{ role: 'tool' as const, tool_call_id: id, content: 'Sun' },
    }));
    if (!choice || !first || !second) return expect.fail('no calls');
    const goOn = (results: Params['messages']) =>
      ask(client, { tools, messages: [...messages, choice.message, ...results] });
    expect((await goOn([first, second])).choices[0]?.message.content).toBe('Sunny.');
    expect(await faultOf(goOn([first]))).toMatch(/must be followed by tool messages .*call_\w+ \(/);
    expect(await faultOf(ask(client, { messages: [...messages, first] }))).toMatch(
      /must be a response to a preceeding/,
    );
  });

  test('a script may go on with other calls, and a function decide', async () => {
    const client = await clientOf([
      { toolCalls: toolCalls.slice(0, 1) },
      { toolCalls: toolCalls.slice(1) },
      { text: 'Done.' },
    ]);
    const history: Params['messages'] = [...messages];
    const said: (string | null | undefined)[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const message = (await ask(client, { tools, messages: history })).choices[0]?.message;
      if (!message) break;
      history.push(message);
      for (const { id } of message.tool_calls ?? []) history.push({ role: 'tool', tool_call_id: id, content: 'Sun' });
      const [call] = message.tool_calls ?? [];
      said.push(call?.type === 'function' ? call.function.arguments : message.content);
    }
    expect(said).toEqual(['{"city":"Köln"}', '{"city":"Bonn"}', 'Done.']);
  });

  test('are called when they are forced, and only when they are defined', async () => {
    const client = await clientOf({ toolCalls: [{ name: 'weather', arguments: '{"city": "Bo' }] });
    const forced = await ask(client, { tools, tool_choice: { type: 'function', function: { name: 'weather' } } });
    expect(forced.choices[0]?.message.tool_calls).toMatchObject([{ function: { arguments: '{"city": "Bo' } }]);
    for (const extra of [{}, { tools, tool_choice: 'none' as const }]) {
      expect((await ask(client, extra)).choices[0]?.message).not.toHaveProperty('tool_calls');
    }
    simulator.script('sim', 'm', {});
    const made = await ask(client, { tools, tool_choice: 'required' });
    expect(made.choices[0]?.message.tool_calls).toMatchObject([{ function: { arguments: '{"city":"simulated"}' } }]);
  });
});

test('structured output is JSON: of the schema, or any; the vendor has its conditions', async () => {
  const client = await clientOf({});
  const jsonSchema = (schema: Record<string, unknown>, strict: boolean) => ({
    response_format: { type: 'json_schema' as const, json_schema: { name: 'place', schema, strict } },
  });
  const textOf = async (extra: Partial<Params>) => (await ask(client, extra)).choices[0]?.message.content;
  expect(await textOf(jsonSchema(parameters, false))).toBe('{"city":"simulated"}');
  expect(await textOf(jsonSchema({ ...parameters, additionalProperties: false }, true))).toBe('{"city":"simulated"}');
  expect(await faultOf(ask(client, jsonSchema(parameters, true)))).toMatch(/'additionalProperties' is required/);
  const anyJson = { response_format: { type: 'json_object' as const } };
  expect(await faultOf(ask(client, anyJson))).toMatch(/must contain the word 'json'/);
  expect(await textOf({ ...anyJson, messages: [{ role: 'user', content: 'As JSON, please.' }] })).toBe(
    '{"answer":"simulated"}',
  );
});

test('limits and stop sequences are kept', async () => {
  const client = await clientOf({ text: 'one two three' });
  const [limited] = (await ask(client, { max_tokens: 2 })).choices;
  expect([limited?.message.content, limited?.finish_reason]).toEqual(['one two', 'length']);
  expect((await ask(client, { stop: ' two' })).choices[0]?.message.content).toBe('one');
});

describe('what a model refuses is said in the words of its vendor', () => {
  const refuses = ['temperature', 'max_tokens'];
  const faults: [SimulatedVendor, Script, RegExp][] = [
    [
      'openai',
      { refuses },
      /^400 Unsupported parameter: 'temperature' is not supported with this model\. \(unsupported_parameter, temperature\)$/,
    ],
    [
      'openai',
      { refusesValues: refuses },
      /^400 Unsupported value: 'temperature' does not support 0\.2 with this model\./,
    ],
    [
      'openai',
      { contextWindow: 3 },
      /maximum context length is 3 tokens.* 5 tokens\..*\(context_length_exceeded, messages\)/,
    ],
    ['openai', { blocksPrompt: true }, /flagged/],
    [
      'openai',
      { status: 429, code: 'insufficient_quota' },
      /^429 You exceeded your current quota.*\(insufficient_quota,/,
    ],
    ['azure', { blocksPrompt: true }, /Azure OpenAI's content management policy.*\(content_filter, prompt\)/],
    ['azure', { status: 429, retryAfter: 60 }, /Please retry after 60 seconds\. \(RateLimitReached,/],
    ['openrouter', { refuses }, /^400 Provider returned error \(400,/],
    ['openrouter', { contextWindow: 100 }, /maximum context length is 100 tokens.*requested about 505 tokens/],
    ['llamacpp', { contextWindow: 3 }, /exceeds the available context size \(3 tokens\)/],
  ];
  test.each(faults)('%s %o', async (vendor, script, fault) => {
    const client = await clientOf(script, { vendor });
    expect(await faultOf(ask(client, { temperature: 0.2, max_tokens: 500 }))).toMatch(fault);
  });

  test.each<[Script, RegExp]>([
    [{ refuses }, /^422 .*"type":"extra_forbidden","loc":\["body","temperature"\]/],
    [{ contextWindow: 3 }, /^400 .*too large for model with 3 maximum context length/],
    [{ status: 429 }, /^429 .*"Rate limit exceeded"/],
  ])('mistral %o, which the client cannot read', async (script, fault) => {
    await clientOf(script, { vendor: 'mistral' });
    const body = JSON.stringify({ model: 'm', messages, temperature: 0.2, max_tokens: 500 });
    const headers = { authorization: `Bearer ${KEY}` };
    const response = await fetch(`${simulator.baseUrl('sim')}/chat/completions`, { method: 'POST', headers, body });
    expect(`${response.status} ${await response.text()}`).toMatch(fault);
  });

  test('and of fields that are not sent it says nothing', async () => {
    await ask(await clientOf({ refuses: ['seed', 'reasoning.effort'] }), { temperature: 0.2 });
    expect(simulator.requests).toHaveLength(1);
  });
});

test('each vendor has its own place for reasoning', async () => {
  const places: string[] = [];
  for (const vendor of ['openai', 'openrouter', 'ollama', 'mistral'] as const) {
    const client = await clientOf({ text: 'Yes', reasoning: 'Hm' }, { vendor });
    const chunks = await client.chat.completions.create({ model: 'm', messages, stream: true });
    for await (const { choices } of chunks) {
      if (JSON.stringify(choices).includes('Hm')) places.push(JSON.stringify(choices[0]?.delta));
    }
    await simulator.close();
  }
  expect(places).toEqual([
    '{"reasoning_content":"Hm"}',
    '{"content":"","reasoning":"Hm","reasoning_details":[{"type":"reasoning.text","text":"Hm","format":"unknown","index":0}]}',
    '{"content":"","reasoning":"Hm"}',
    '{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm"}]}]}',
  ]);
});

describe('Azure', () => {
  const asked = { model: 'm', messages };
  test('is reached by deployment and version, with its own header or a token', async () => {
    await clientOf({ text: 'Hello.' });
    const endpoint = simulator.baseUrl('sim', 'azure');
    const apiVersion = '2024-10-21';
    const client = new AzureOpenAI({ endpoint, apiKey: KEY, apiVersion, maxRetries: 0, logLevel: 'off' });
    const stream = client.chat.completions.stream(asked);
    expect((await stream.finalChatCompletion()).choices[0]?.message.content).toBe('Hello.');
    expect(simulator.requests[0]?.path).toBe('/openai/deployments/m/chat/completions');
    const azureADTokenProvider = async () => KEY;
    await new AzureOpenAI({ endpoint, azureADTokenProvider, apiVersion }).chat.completions.create(asked);
    const wrong = new AzureOpenAI({ endpoint, apiKey: 'sk-b', apiVersion, maxRetries: 0 });
    expect(await faultOf(wrong.chat.completions.create(asked))).toMatch(/^401 Access denied .*\(401, /);
    expect(await faultOf(client.chat.completions.create({ ...asked, model: 'n' }))).toMatch(/\(DeploymentNotFound, /);
  });

  test('is reached at its v1 path, and answers Responses there too', async () => {
    await clientOf({ text: 'Hello.' });
    const baseURL = `${simulator.baseUrl('sim', 'azure')}/openai/v1`;
    const client = new OpenAI({ baseURL, apiKey: KEY, maxRetries: 0 });
    expect((await client.chat.completions.create(asked)).choices[0]?.message.content).toBe('Hello.');
    expect((await client.responses.create({ model: 'm', input: 'Hi' })).output_text).toBe('Hello.');
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['m']);
  });

  test('says first what its filter thinks of the prompt', async () => {
    await clientOf({ text: 'Hello.' });
    const url = `${simulator.baseUrl('sim', 'azure')}/openai/deployments/m/chat/completions?api-version=2024-10-21`;
    const headers = { 'api-key': KEY };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ messages, stream: true }) });
    expect(await response.text()).toMatch(/^data: \{"id":"".*"choices":\[\],"prompt_filter_results":/);
    expect(response.headers.get('apim-request-id')).toMatch(/^req_/);
  });
});

test('OpenRouter says what an answer cost, keeps alive in its own words, and ends with an error of its own', async () => {
  const facts = { m: { price: { input: 2, output: 10 } } };
  const script = [
    { text: 'one two', firstTokenMs: 40, keepAliveMs: 10 },
    { text: 'one two', errorEventAfterTokens: 1 },
  ];
  const client = await clientOf(script, { vendor: 'openrouter', facts });
  const body = await (await client.chat.completions.create({ model: 'm', messages, stream: true }).asResponse()).text();
  expect(body).toMatch(/^: OPENROUTER PROCESSING\n\n/);
  expect(body).toMatch(/"usage":\{"prompt_tokens":5,"completion_tokens":2,.*"cost":0\.00003,/);
  const broken = await client.chat.completions.create({ model: 'm', messages, stream: true }).asResponse();
  expect(await broken.text()).toMatch(/"error":\{"code":502,.*"finish_reason":"error"/);
});
