import OpenAI from 'openai';
import { afterEach, expect, test } from 'vitest';
import type { SimulatedProvider } from './behaviour.ts';
import { type Simulator, startSimulator } from './simulator.ts';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 5, 1);

let simulator: Simulator;
let now = MONDAY;
afterEach(() => simulator.close());

/** A provider whose model `m` costs a dollar per thousand tokens of input, and ten per thousand of output. */
async function start(provider: Partial<SimulatedProvider> = {}): Promise<void> {
  now = MONDAY + DAY / 2;
  const facts = { m: { price: { input: 1000, cachedInput: 100, cacheWrite: 1250, output: 10_000 } } };
  const models = { m: { text: 'one two three' }, free: {} };
  const sim = { key: 'sk-a', adminKey: 'sk-admin', models, facts, ...provider };
  simulator = await startSimulator({ providers: { sim }, now: () => now });
}

/** Asks `m` for three tokens with a prompt of ten, and returns the answer. */
async function ask(more: object = {}): Promise<{ id: string }> {
  const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'x'.repeat(40) }], ...more });
  const headers = { authorization: 'Bearer sk-a' };
  const response = await fetch(`${simulator.baseUrl('sim')}/chat/completions`, { method: 'POST', headers, body });
  return (await response.json()) as { id: string };
}

async function get(path: string, key = 'sk-admin', headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(`${simulator.url}/sim${path}`, {
    headers: { authorization: `Bearer ${key}`, ...headers },
  });
  return response.json();
}

test('an answer that breaks off is billed as far as it went; refused requests are not', async () => {
  await start();
  await ask();
  simulator.script('sim', 'm', { text: 'one two three', cutAfterTokens: 2 });
  await ask({ stream: true }).catch(() => undefined);
  simulator.script('sim', 'm', { status: 500 });
  await ask();
  expect(simulator.bills('sim').map(({ usd, usage }) => [usd, usage.outputText])).toEqual([
    [0.04, 3],
    [0.03, 2],
  ]);
});

test('OpenRouter accounts for a generation, the key, the credits, and the days that are over', async () => {
  await start({ vendor: 'openrouter', drift: 2 });
  const { id } = await ask();
  expect(id).toMatch(/^gen-/);
  expect(await get(`/v1/generation?id=${id}`, 'sk-a')).toMatchObject({
    data: { id, total_cost: 0.08, native_tokens_prompt: 10, native_tokens_completion: 3, model: 'm' },
  });
  expect(await get('/v1/generation?id=gen-no', 'sk-a')).toMatchObject({ error: { code: 404 } });
  expect(await get('/api/v1/credits')).toEqual({ data: { total_credits: 100, total_usage: 0.08 } });
  expect(await get('/api/v1/activity')).toEqual({ data: [] });
  now += DAY;
  await ask();
  await ask({ model: 'free' });
  expect(await get('/v1/key', 'sk-a')).toMatchObject({
    data: { usage: 0.16, usage_daily: 0.08, usage_weekly: 0.16, usage_monthly: 0.16, limit_remaining: 99.84 },
  });
  expect(await get('/v1/activity')).toMatchObject({
    data: [{ date: '2026-06-01', model: 'm', usage: 0.08, requests: 1, prompt_tokens: 10, completion_tokens: 3 }],
  });
  expect(await get('/v1/activity?date=2026-05-31')).toEqual({ data: [] });
  expect(await get('/v1/activity', 'sk-a')).toMatchObject({ error: { code: 401 } });
});

test("the official client reads OpenAI's costs, by day and by line", async () => {
  await start({ drift: 0.5 });
  await ask();
  now += 2 * DAY;
  await ask();
  const client = new OpenAI({
    baseURL: simulator.baseUrl('sim'),
    apiKey: 'sk-a',
    adminAPIKey: 'sk-admin',
    maxRetries: 0,
  });
  const start_time = MONDAY / 1000;
  const costs = await client.admin.organization.usage.costs({ start_time, group_by: ['line_item'] });
  const lines = costs.data.map(({ results }) =>
    results.map((result) =>
      result.object === 'organization.costs.result' ? `${result.line_item}: ${result.amount?.value}` : result.object,
    ),
  );
  const day = ['m, input: 0.005', 'm, output: 0.015'];
  expect(lines).toEqual([day, [], day]);
  const first = await client.admin.organization.usage.costs({ start_time, limit: 2 });
  expect(first.data[0]?.results).toMatchObject([{ amount: { value: 0.02, currency: 'usd' }, line_item: null }]);
  const page = first.next_page ?? '';
  const second = await client.admin.organization.usage.costs({ start_time, limit: 2, page });
  expect([second.data.length, second.has_more]).toEqual([1, false]);
  expect(await get('/v1/organization/costs')).toMatchObject({ error: { param: 'start_time' } });
  expect(await get(`/v1/organization/costs?start_time=${start_time}`, 'sk-a')).toMatchObject({
    error: { code: 'invalid_api_key' },
  });
});

test("Anthropic's report is in cents, by day and by description", async () => {
  await start();
  const headers = { 'anthropic-version': '2023-06-01', 'x-api-key': 'sk-a' };
  const system = [{ type: 'text', text: 'x'.repeat(40), cache_control: { type: 'ephemeral', ttl: '1h' } }];
  const body = { model: 'm', max_tokens: 9, system, messages: [{ role: 'user', content: 'x'.repeat(40) }] };
  simulator.script('sim', 'm', { text: 'one two three', cacheMinimumTokens: 1 });
  const url = `${simulator.baseUrl('sim', 'anthropic-messages')}/v1/messages`;
  for (const _ of [1, 2]) await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });

  const report = (query: string) =>
    get(`/v1/organizations/cost_report?starting_at=2026-05-31T00:00:00Z${query}`, '', {
      ...headers,
      'x-api-key': 'sk-admin',
    });
  expect(await report('')).toMatchObject({
    data: [
      { starting_at: '2026-05-31T00:00:00Z', results: [] },
      { ending_at: '2026-06-02T00:00:00Z', results: [{ currency: 'USD', amount: '10.1', description: null }] },
    ],
    has_more: false,
  });
  const lines = (await report('&group_by[]=description')) as { data: { results: Record<string, string>[] }[] };
  expect(lines.data[1]?.results.map((line) => `${line.description} (${line.token_type}) ${line.amount}`)).toEqual([
    'm Usage - Input Tokens (uncached_input_tokens) 2',
    'm Usage - Input Tokens, Cache Write 1h (cache_creation.ephemeral_1h_input_tokens) 2',
    'm Usage - Output Tokens (output_tokens) 6',
    'm Usage - Input Tokens, Cache Hit (cache_read_input_tokens) 0.1',
  ]);
  expect(await report('&ending_at=2026-06-01T12:00:00Z')).toMatchObject({ data: [{ results: [] }] });
  expect(await get('/v1/organizations/cost_report', 'sk-a')).toMatchObject({ error: { type: 'authentication_error' } });
});
