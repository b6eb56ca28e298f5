import { expect, test } from 'vitest';
import { TestServer } from './testServer.ts';

const HI = [{ role: 'user' as const, content: 'hi' }];

/** Two different answers in turn from `a`. */
const TURNS = [{ text: 'first' }, { text: 'second' }];
const always = () => ({ cache: { use: 'always' } });

async function said({ client }: TestServer, changes: Record<string, unknown> = {}) {
  const { choices } = await client.chat.completions.create({ model: 'auto', messages: HI, ...changes });
  return choices[0]?.message.content;
}

test('the same question gets its earlier answer where that is wanted, whole and streamed, for nothing', async () => {
  await using served = await TestServer.start(TURNS, {}, always);
  const { client } = served;
  expect(await said(served)).toBe('first');
  const again = await client.chat.completions.create({ model: 'auto', messages: HI }).withResponse();
  expect(again.data.choices[0]?.message.content).toBe('first');
  expect(again.response.headers.get('x-switchyard-cost-usd')).toBe('0');
  expect(again.response.headers.get('x-switchyard-attempts')).toBe('0');
  const stream = client.chat.completions.stream({ model: 'auto', messages: HI });
  const { model, choices } = await stream.finalChatCompletion();
  expect([model, choices[0]?.message.content]).toEqual(['a/m', 'first']);
  expect(served.simulator.requests).toHaveLength(1);
});

test.each([
  ['a pinned model', { model: 'a/m' }],
  ['a chain of the request’s own', { model: 'a/m', models: ['b/m'] }],
  ['tools', { tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }] }],
  ['another parameter', { temperature: 0.1 }],
])('a question with %s is asked anew', async (_, changes) => {
  await using served = await TestServer.start(TURNS, {}, always);
  expect(await said(served)).toBe('first');
  expect(await said(served, changes)).toBe('second');
});

test('an outage is told as one: no earlier answer stands in unless it was wanted', async () => {
  await using served = await TestServer.start([{ text: 'first' }, { status: 500 }], { status: 500 });
  expect(await said(served)).toBe('first');
  await expect(said(served)).rejects.toMatchObject({ status: 502 });
});
