import {
  ApiError,
  type Content,
  FunctionCallingConfigMode,
  type GenerateContentConfig,
  type GenerateContentResponse,
  GoogleGenAI,
} from '@google/genai';
import { afterEach, describe, expect, test } from 'vitest';
import type { Script, SimulatedProvider } from './behaviour.ts';
import { type Simulator, startSimulator } from './simulator.ts';

const tools = [{ functionDeclarations: [{ name: 'weather', parametersJsonSchema: schemaOf({ city: 'string' }) }] }];
const contents = 'What is the weather?';
const asContents: Content[] = [{ role: 'user', parts: [{ text: contents }] }];

function schemaOf(types: Readonly<Record<string, string>>): object {
  const properties = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]));
  return { type: 'object', properties, required: Object.keys(types), additionalProperties: false };
}

let simulator: Simulator;
afterEach(() => simulator.close());

/** The vendor's own client of a simulated model, `gemini-2.5-sim` and `gemini-3-sim`. */
async function clientOf(script: Script, more: Partial<SimulatedProvider> = {}): Promise<GoogleGenAI> {
  const models = { 'gemini-2.5-sim': script, 'gemini-3-sim': script };
  simulator = await startSimulator({ providers: { sim: { key: 'AIza-a', models, ...more } } });
  return new GoogleGenAI({ apiKey: 'AIza-a', httpOptions: { baseUrl: simulator.baseUrl('sim', 'gemini') } });
}

function ask(
  client: GoogleGenAI,
  config: GenerateContentConfig = {},
  more: { model?: string; contents?: Content[] } = {},
) {
  return client.models.generateContent({ model: 'gemini-2.5-sim', contents, config, ...more });
}

async function stream(client: GoogleGenAI, config: GenerateContentConfig = {}, model = 'gemini-2.5-sim') {
  const chunks: GenerateContentResponse[] = [];
  for await (const chunk of await client.models.generateContentStream({ model, contents, config })) chunks.push(chunk);
  return chunks;
}

function partsOf(chunks: readonly GenerateContentResponse[]) {
  return chunks.flatMap((chunk) => chunk.candidates?.[0]?.content?.parts ?? []);
}

/** A request without the client. */
function post(method: string, body: object = {}): Promise<Response> {
  const url = `${simulator.baseUrl('sim', 'gemini')}/v1beta/models/gemini-2.5-sim:${method}`;
  return fetch(url, { method: 'POST', body: JSON.stringify({ contents: asContents, ...body }) });
}

/** What is wrong, as the client reports it. */
async function faultOf(answer: Promise<unknown>): Promise<{ status: number; error: Record<string, unknown> }> {
  const thrown = await answer.then(
    () => expect.fail('no error'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof ApiError)) throw thrown;
  return { status: thrown.status, error: JSON.parse(thrown.message).error };
}

test('the official client reads a stream: text, finish reason, usage', async () => {
  const client = await clientOf({ text: 'Hello, dear world.', cachedShare: 0.5 });
  const chunks = await stream(client);
  expect(
    partsOf(chunks)
      .map(({ text }) => text)
      .join(''),
  ).toBe('Hello, dear world.');
  const last = chunks.at(-1);
  expect(last?.candidates?.[0]?.finishReason).toBe('STOP');
  expect(last?.usageMetadata).toMatchObject({
    promptTokenCount: 5,
    cachedContentTokenCount: 2,
    candidatesTokenCount: simulator.requests[0]?.tokensSent,
  });
  expect(last).toMatchObject({ modelVersion: 'gemini-2.5-sim', responseId: 'sim-sim-1' });
  expect(simulator.requests[0]).toMatchObject({ api: 'gemini', model: 'gemini-2.5-sim' });
});

test('without a stream the answer comes in one piece', async () => {
  const answer = await ask(await clientOf({ text: 'Four.' }));
  expect([answer.text, answer.candidates?.[0]?.finishReason]).toEqual(['Four.', 'STOP']);
});

test("Vertex AI's path is answered too", async () => {
  await clientOf({ text: 'Four.' });
  const place = 'v1beta1/projects/p/locations/l/publishers/google/models/gemini-2.5-sim';
  const url = `${simulator.baseUrl('sim', 'gemini')}/${place}:generateContent?key=AIza-a`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ contents: asContents }) });
  expect(await response.json()).toMatchObject({ candidates: [{ content: { parts: [{ text: 'Four.' }] } }] });
});

test('events end in CRLF; without alt=sse they are the elements of a JSON array', async () => {
  await clientOf({ text: 'one two' });
  const events = await (await post('streamGenerateContent?alt=sse&key=AIza-a')).text();
  expect(events).toMatch(/^data: \{.*\}\r\n\r\ndata: /);
  expect(events.replaceAll('\r\n', '')).not.toContain('\n');
  const elements = (await (await post('streamGenerateContent?key=AIza-a')).json()) as GenerateContentResponse[];
  expect(partsOf(elements).map(({ text }) => text)).toEqual(['one', ' two', '']);
  expect(await (await post('streamGenerateContent')).json()).toMatchObject([
    { error: { code: 403, status: 'PERMISSION_DENIED' } },
  ]);
});

test('thoughts are billed, and shown when asked for', async () => {
  const client = await clientOf({ text: 'Yes', reasoning: 'Let me see.' });
  const shown = await stream(client, { thinkingConfig: { includeThoughts: true } });
  const thoughts = partsOf(shown).filter(({ thought }) => thought);
  expect(thoughts.map(({ text }) => text).join('')).toBe('Let me see.');
  expect(shown.at(-1)?.usageMetadata?.thoughtsTokenCount).toBe(thoughts.length);
  const hidden = await stream(client);
  expect(partsOf(hidden).some(({ thought }) => thought)).toBe(false);
  expect(hidden.at(-1)?.usageMetadata?.thoughtsTokenCount).toBe(thoughts.length);
  const none = await ask(client, { thinkingConfig: { thinkingBudget: 0 } });
  expect(none.usageMetadata?.thoughtsTokenCount).toBeUndefined();
});

describe('functions', () => {
  const calls = [
    { name: 'weather', arguments: { city: 'Köln' } },
    { name: 'weather', arguments: { city: 'Bonn' } },
  ];

  test('are called, several at once, and answered', async () => {
    const client = await clientOf({ toolCalls: calls });
    const chunks = await stream(client, { tools });
    expect(chunks.flatMap((chunk) => chunk.functionCalls ?? [])).toEqual(
      calls.map(({ name, arguments: args }) => ({ name, args })),
    );
    const parts = partsOf(chunks).filter(({ functionCall }) => functionCall);
    expect(parts.map(({ thoughtSignature }) => typeof thoughtSignature)).toEqual(['string', 'undefined']);
    expect(simulator.requests[0]?.tokensSent).toBe(chunks.at(-1)?.usageMetadata?.candidatesTokenCount);
  });

  test('that are forced are called with arguments made from their schema', async () => {
    const client = await clientOf({ text: 'no call' });
    const forced = await ask(client, {
      tools,
      toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.ANY } },
    });
    expect(forced.functionCalls).toEqual([{ name: 'weather', args: { city: 'simulated' } }]);
    const none = await ask(client, {
      tools,
      toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.NONE } },
    });
    expect(none.text).toBe('no call');
  });

  test('of a Gemini 3 model must come back with their signature', async () => {
    const client = await clientOf({ toolCalls: calls.slice(0, 1) });
    const model = 'gemini-3-sim';
    const first = await ask(client, { tools }, { model });
    const turn = first.candidates?.[0]?.content?.parts ?? [];
    expect(turn[0]?.functionCall?.id).toMatch(/./);
    const result = { functionResponse: { name: 'weather', response: { sun: true } } };
    const goOn = (parts: Content['parts'], other = model) =>
      ask(
        client,
        { tools },
        {
          model: other,
          contents: [...asContents, { role: 'model', parts: parts ?? [] }, { role: 'user', parts: [result] }],
        },
      );
    expect((await goOn(turn)).text).toBe('The tool says: {"sun":true}');
    const unsigned = turn.map(({ thoughtSignature, ...part }) => part);
    expect((await faultOf(goOn(unsigned))).error.message).toMatch(
      /^Function call is missing a thought_signature in functionCall parts\..*`default_api:weather` , position 2\./,
    );
    expect((await goOn(unsigned, 'gemini-2.5-sim')).text).toContain('The tool says');
    const signed = (thoughtSignature: string) => unsigned.map((part) => ({ ...part, thoughtSignature }));
    expect((await faultOf(goOn(signed('forged')))).error.message).toBe('Corrupted thought signature.');
    expect((await goOn(signed('skip_thought_signature_validator'))).text).toContain('The tool says');
  });

  test('with broken arguments are a finish reason of their own', async () => {
    const answer = await ask(await clientOf({ toolCalls: [{ name: 'weather', arguments: '{"city": ' }] }), { tools });
    expect([answer.functionCalls, answer.candidates?.[0]?.finishReason]).toEqual([
      undefined,
      'MALFORMED_FUNCTION_CALL',
    ]);
  });
});

test('a block is said of the prompt, or of the candidate after its first words', async () => {
  const client = await clientOf([
    { blocksPrompt: true },
    { blocksPrompt: true },
    { text: 'Well', finishReason: 'content_filter' },
    { text: 'Well', finishReason: 'RECITATION' },
  ]);
  const [only, ...others] = await stream(client);
  expect([only?.promptFeedback?.blockReason, only?.candidates, others]).toEqual(['SAFETY', undefined, []]);
  expect((await ask(client)).promptFeedback?.blockReason).toBe('SAFETY');
  const chunks = await stream(client);
  expect(partsOf(chunks).map(({ text }) => text)).toEqual(['Well']);
  expect(chunks.at(-1)?.candidates?.[0]).toMatchObject({ finishReason: 'SAFETY', safetyRatings: [{ blocked: true }] });
  expect((await ask(client)).candidates?.[0]?.finishReason).toBe('RECITATION');
});

test('limits, stop sequences and structured output are kept', async () => {
  const client = await clientOf([{ text: 'one two three' }, { text: 'one two three' }, {}]);
  const limited = await ask(client, { maxOutputTokens: 2 });
  expect([limited.text, limited.candidates?.[0]?.finishReason]).toEqual(['one two', 'MAX_TOKENS']);
  expect((await ask(client, { stopSequences: [' three'] })).text).toBe('one two');
  const json = await ask(client, {
    responseMimeType: 'application/json',
    responseJsonSchema: schemaOf({ age: 'number' }),
  });
  expect(json.text).toBe('{"age":1}');
});

describe('a request that Google refuses', () => {
  test('says which field it does not know, and where', async () => {
    const client = await clientOf({ refuses: ['seed'] });
    const { status, error } = await faultOf(ask(client, { seed: 1 }));
    expect(status).toBe(400);
    expect(error).toEqual({
      code: 400,
      message: 'Invalid JSON payload received. Unknown name "seed" at \'generation_config\': Cannot find field.',
      status: 'INVALID_ARGUMENT',
      details: [
        expect.objectContaining({ fieldViolations: [expect.objectContaining({ field: 'generation_config' })] }),
      ],
    });
    const parameters = schemaOf({ city: 'string' });
    // The client leaves out what its vendor's schemas do not have.
    const wrong = await post('generateContent?key=AIza-a', { tools: [{ functionDeclarations: [{ parameters }] }] });
    expect((await wrong.json()).error.message).toBe(
      'Invalid JSON payload received. Unknown name "additionalProperties" at \'tools[0].function_declarations[0].parameters\': Cannot find field.',
    );
    expect(await faultOf(ask(client, {}, { contents: [{ role: 'system', parts: [{ text: 'x' }] }] }))).toMatchObject({
      error: { message: 'Please use a valid role: user, model.' },
    });
  });

  test('says that it is too long, that there is no such model, that the key is wrong', async () => {
    const client = await clientOf({ contextWindow: 3 });
    expect((await faultOf(ask(client))).error.message).toBe(
      'The input token count (5) exceeds the maximum number of tokens allowed (3).',
    );
    expect((await faultOf(ask(client, {}, { model: 'gemini-0' }))).error).toMatchObject({
      code: 404,
      status: 'NOT_FOUND',
    });
    const wrong = new GoogleGenAI({ apiKey: 'AIza-b', httpOptions: { baseUrl: simulator.baseUrl('sim', 'gemini') } });
    expect((await faultOf(ask(wrong))).error).toMatchObject({
      message: 'API key not valid. Please pass a valid API key.',
      details: [{ reason: 'API_KEY_INVALID' }],
    });
  });
});

test('a fault of the script says when to come back, and may come in the middle', async () => {
  const text = 'one two three';
  const client = await clientOf([
    { status: 429, retryAfter: 23 },
    { status: 503 },
    { text, errorEventAfterTokens: 1 },
    { text, cutAfterTokens: 1 },
    { text, endAfterTokens: 1 },
  ]);
  const { error } = await faultOf(ask(client));
  expect(error).toMatchObject({ status: 'RESOURCE_EXHAUSTED', details: [{}, { retryDelay: '23s' }] });
  expect((await faultOf(ask(client))).error.message).toBe('The model is overloaded. Please try again later.');
  await expect(stream(client)).rejects.toThrow('UNAVAILABLE');
  await expect(stream(client)).rejects.toThrow('terminated');
  const ended = await stream(client);
  expect(ended.map((chunk) => chunk.candidates?.[0]?.finishReason)).toEqual([undefined]);
});

test('models are listed in pages, with their windows', async () => {
  const models = Object.fromEntries(['a', 'b', 'c'].map((id) => [id, {}]));
  const client = await clientOf({}, { models, facts: { b: { contextWindow: 5000 } } });
  const listed: string[] = [];
  for await (const model of await client.models.list({ config: { pageSize: 2 } })) {
    listed.push(`${model.name} ${model.inputTokenLimit}`);
  }
  expect(listed).toEqual(['models/a 1048576', 'models/b 5000', 'models/c 1048576']);
  expect((await client.models.get({ model: 'b' })).inputTokenLimit).toBe(5000);
});
