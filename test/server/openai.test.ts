import { OpenAI, RateLimitError } from 'openai';
import { expect, test } from 'vitest';
import { TestServer } from './testServer.ts';

const HI = [{ role: 'user' as const, content: 'hi' }];

test('lists auto first, then every configured model', async () => {
  await using served = await TestServer.start();
  const client = served.client;
  const models = [];
  for await (const model of client.models.list()) models.push(`${model.id} of ${model.owned_by}`);
  expect(models).toEqual(['auto of switchyard', 'a/m of a', 'b/m of b']);
  expect((await client.models.retrieve('a/m')).id).toBe('a/m');
  await expect(client.models.retrieve('c/m')).rejects.toThrow(OpenAI.NotFoundError);
});

test('answers whole, with usage, and tells in headers who, how often and for how much', async () => {
  await using served = await TestServer.start({ text: 'Hello there', reasoning: 'hm' });
  const asked = served.client.chat.completions.create({ model: 'auto', messages: HI });
  const { data, response } = await asked.withResponse();
  expect(data.model).toBe('a/m');
  expect(data.choices).toEqual([
    {
      index: 0,
      message: { role: 'assistant', content: 'Hello there', refusal: null, reasoning_content: 'hm' },
      logprobs: null,
      finish_reason: 'stop',
    },
  ]);
  expect(data.usage).toMatchObject({ prompt_tokens: 1, completion_tokens: 3, total_tokens: 4 });
  expect(data.usage?.completion_tokens_details?.reasoning_tokens).toBe(1);
  expect(Object.fromEntries([...response.headers].filter(([name]) => name.startsWith('x-switchyard')))).toEqual({
    'x-switchyard-model': 'a/m',
    'x-switchyard-attempts': '1',
    'x-switchyard-cost-usd': '0.000007',
  });
  expect(served.ledger.rows).toMatchObject([{ requestId: data.id, source: 'server', model: 'a/m', outcome: 'ok' }]);
});

test('streams the same, usage last where it is asked for', async () => {
  await using served = await TestServer.start({ text: 'one two three', reasoning: 'hm', tokensPerSecond: 200 });
  const chunks = [];
  const asked = { model: 'auto', messages: HI, stream: true, stream_options: { include_usage: true } } as const;
  for await (const chunk of await served.client.chat.completions.create(asked)) chunks.push(chunk);
  expect(chunks.map(({ model, object }) => `${model} ${object}`)).toEqual(
    chunks.map(() => 'a/m chat.completion.chunk'),
  );
  expect(chunks[0]?.choices[0]?.delta).toEqual({ role: 'assistant', content: '' });
  expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe('one two three');
  expect(chunks.filter(({ choices }) => choices[0]?.finish_reason === 'stop')).toHaveLength(1);
  expect(chunks.at(-1)?.choices).toEqual([]);
  expect(chunks.at(-1)?.usage?.completion_tokens).toBe(4);
});

test('a failure before the first word has its true status and says what each model said', async () => {
  await using served = await TestServer.start({ status: 500 }, { status: 429, retryAfter: 7 });
  for (const stream of [false, true]) {
    const error = await served.client.chat.completions
      .create({ model: 'auto', messages: HI, stream })
      .catch((caught) => caught);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded', type: 'rate_limit_error' });
    expect(error.headers.get('retry-after')).toBe('7');
    expect(error.message).toMatch(/None of the 2 models answered\. a\/m: .*; b\/m: /);
  }
});

test('a stream that breaks off is continued by the next model, and says who writes', async () => {
  await using served = await TestServer.start(
    { text: 'one two three four', cutAfterTokens: 2 },
    { text: ' three four' },
  );
  const stream = await served.client.chat.completions.create({ model: 'auto', messages: HI, stream: true });
  const writers = new Map<string, string>();
  for await (const { model, choices } of stream) {
    writers.set(model, (writers.get(model) ?? '') + (choices[0]?.delta.content ?? ''));
  }
  expect([...writers.keys()]).toEqual(['a/m', 'b/m']);
  expect([...writers.values()].join('')).toBe('one two three four');
});

test('a stream that nobody can finish ends with an error, not as if it were whole', async () => {
  await using served = await TestServer.start({ cutAfterTokens: 2 }, { status: 503 });
  const stream = await served.client.chat.completions.create({ model: 'auto', messages: HI, stream: true });
  const reading = (async () => {
    for await (const _ of stream);
  })();
  await expect(reading).rejects.toThrow(/None of the 2 models answered\. a\/m: .*; b\/m: /);
});

test('a request may bring a chain of its own', async () => {
  await using served = await TestServer.start({ status: 500 });
  for (const chain of [{ models: ['b/m'] }, { fallbacks: [{ provider: 'b', model: 'm' }] }]) {
    const body = { model: 'a/m', messages: HI, ...chain };
    const data = await served.client.chat.completions.create(body);
    expect([data.model, data.choices[0]?.message.content]).toEqual(['b/m', 'from b']);
  }
  const unknown = served.client.chat.completions.create({ model: 'a/m', messages: HI, models: ['c/m'] } as never);
  await expect(unknown).rejects.toThrow(OpenAI.NotFoundError);
});

test('a model is pinned by its id, configured or not; one that is not to be had is not found', async () => {
  await using served = await TestServer.start({ status: 500 });
  const client = served.client;
  const other = await client.chat.completions.create({ model: 'a/other', messages: HI });
  expect(other.choices[0]?.message.content).toBe('from the other');
  await expect(client.chat.completions.create({ model: 'a/m', messages: HI })).rejects.toThrow(
    OpenAI.InternalServerError,
  );
  await expect(client.chat.completions.create({ model: 'gpt', messages: HI })).rejects.toMatchObject({
    status: 404,
    code: 'model_not_found',
  });
});
