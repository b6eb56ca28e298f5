import Anthropic from '@anthropic-ai/sdk';
import { afterEach, expect, test } from 'vitest';
import type { Script } from './behaviour.ts';
import { type Simulator, startSimulator } from './simulator.ts';

let simulator: Simulator;
let now = 0;
afterEach(() => simulator.close());

/** The vendor's own client of a simulated model `m`. */
async function clientOf(m: Script): Promise<Anthropic> {
  now = 0;
  simulator = await startSimulator({ providers: { sim: { models: { m } } }, now: () => now });
  const baseURL = simulator.baseUrl('sim', 'anthropic-messages');
  return new Anthropic({ baseURL, apiKey: 'any', authToken: null, maxRetries: 0, logLevel: 'off' });
}

function ask(client: Anthropic, extra: Partial<Anthropic.MessageCreateParamsNonStreaming> = {}) {
  return client.messages.create({ ...basic, ...extra });
}

const tool: Anthropic.Tool = { name: 'weather', input_schema: { type: 'object', properties: {} } };
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

const thinking = { type: 'enabled', budget_tokens: 2000 } as const;

test('thinking is shown and signed when asked for, and not done otherwise', async () => {
  const client = await clientOf({ text: 'Yes', reasoning: 'Let me see.' });
  const message = await client.messages.stream({ ...basic, thinking }).finalMessage();
  expect(message.content[0]).toMatchObject({ type: 'thinking', thinking: 'Let me see.' });
  expect(message.usage.output_tokens_details?.thinking_tokens).toBeGreaterThan(1);
  expect((await ask(client)).content.map(({ type }) => type)).toEqual(['text']);
  const omitted = await ask(client, { thinking: { ...thinking, display: 'omitted' } });
  expect(omitted.content[0]).toMatchObject({ thinking: '', signature: expect.stringMatching(/./) });
  expect(omitted.usage.output_tokens).toBe(message.usage.output_tokens);
});

test('thinking comes back as it went, or the request is refused', async () => {
  const client = await clientOf({ toolCalls: [{ name: 'weather', arguments: { city: 'Bonn' } }] });
  const asked = { tools: [tool], thinking };
  const first = await client.messages.stream({ ...basic, ...asked }).finalMessage();
  const call = first.content.find((block) => block.type === 'tool_use');
  const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: call?.id ?? '', content: 'Sun' }] };
  const goOn = (content: Anthropic.ContentBlockParam[]) =>
    ask(client, {
      ...asked,
      messages: [...basic.messages, { role: 'assistant', content }, result as Anthropic.MessageParam],
    });
  expect((await goOn(first.content)).content.at(-1)).toMatchObject({ type: 'text', text: 'The tool says: Sun' });
  const forged = first.content.map((block) => (block.type === 'thinking' ? { ...block, signature: 'x' } : block));
  expect(await faultOf(goOn(forged))).toBe(
    '400 invalid_request_error: messages.1.content.0: Invalid `signature` in `thinking` block',
  );
  expect(await faultOf(goOn(first.content.filter(({ type }) => type !== 'thinking')))).toMatch(
    /Expected `thinking` or `redacted_thinking`, but found `tool_use`/,
  );
});

test('thinking is bound to what stood before it, where the model is like that', async () => {
  const client = await clientOf({ text: 'Yes', reasoning: 'Let me see.', bindsThinking: true });
  const first = await client.messages.stream({ ...basic, thinking }).finalMessage();
  const later = [{ role: 'assistant', content: first.content } as const, ...basic.messages];
  const goOn = (messages: Anthropic.MessageParam[]) => ({ ...basic, thinking, messages: [...messages, ...later] });
  await client.messages.create(goOn(basic.messages));
  const edited = goOn([{ role: 'user', content: 'Something else' }]);
  expect(await faultOf(client.messages.create(edited))).toMatch(
    /^400 .*messages\.1\.content\.0: Invalid `signature` in `thinking` block\. The block is bound to a different conversation\./,
  );
  const dropping = { type: 'adaptive', block_binding: { prefix_mismatch_behavior: 'drop_block' } } as const;
  const betas: Anthropic.Beta.AnthropicBeta[] = ['thinking-binding-controls-2026-08-01'];
  const answer = await client.beta.messages.create({ ...edited, thinking: dropping, betas });
  expect(answer.input_transformations).toEqual([
    { type: 'thinking_dropped', path: 'messages.1.content.0', reason: 'prefix_binding_mismatch' },
  ]);
  expect(await faultOf(client.beta.messages.create({ ...edited, thinking: dropping }))).toMatch(/block_binding: Extra/);
  simulator.script('sim', 'm', { text: 'Yes' });
  await client.messages.create(edited);
});

test('thinking may be encrypted, and is known again then too', async () => {
  const client = await clientOf({ text: 'Yes', reasoning: 'Secret.', redactsReasoning: true });
  const { content } = await client.messages.stream({ ...basic, thinking }).finalMessage();
  expect(content.map(({ type }) => type)).toEqual(['redacted_thinking', 'text']);
  const goOn = (turn: Anthropic.ContentBlockParam[]) =>
    ask(client, { thinking, messages: [...basic.messages, { role: 'assistant', content: turn }, ...basic.messages] });
  await goOn(content);
  expect(await faultOf(goOn([{ type: 'redacted_thinking', data: 'forged' }]))).toMatch(/Invalid `data`/);
});

test('a marked prefix is written to the cache once and read from then on, for five minutes or an hour', async () => {
  const client = await clientOf({ text: 'ok' });
  const usageOf = async (ttl: '5m' | '1h', question: string) => {
    const cache_control = { type: 'ephemeral', ttl } as const;
    const system = [{ type: 'text' as const, text: `${ttl} ${'law '.repeat(1200)}`, cache_control }];
    const { usage } = await ask(client, { system, messages: [{ role: 'user', content: question }] });
    const { ephemeral_5m_input_tokens: short, ephemeral_1h_input_tokens: long } = usage.cache_creation ?? {};
    return `${usage.input_tokens} new, ${short}/${long} written, ${usage.cache_read_input_tokens} read`;
  };
  expect(await usageOf('5m', 'One more?')).toBe('3 new, 1200/0 written, 0 read');
  expect(await usageOf('5m', 'One less?')).toBe('3 new, 0/0 written, 1200 read');
  expect(await usageOf('1h', 'One more?')).toBe('3 new, 0/1200 written, 0 read');
  now += 301_000;
  expect(await usageOf('5m', 'One more?')).toBe('3 new, 1200/0 written, 0 read');
  expect(await usageOf('1h', 'One more?')).toBe('3 new, 0/0 written, 1200 read');
});
