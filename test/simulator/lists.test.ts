import OpenAI from 'openai';
import { afterEach, expect, test } from 'vitest';
import type { SimulatedProvider } from './behaviour.ts';
import { type Simulator, startSimulator } from './simulator.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

const facts: NonNullable<SimulatedProvider['facts']> = {
  'lab/m': {
    name: 'Em',
    contextWindow: 5000,
    maxOutputTokens: 700,
    abilities: ['tools'],
    price: { input: 3, cachedInput: 0.3, cacheWrite: 3.75, output: 15 },
  },
};

async function start(provider: Partial<SimulatedProvider> = {}): Promise<void> {
  simulator = await startSimulator({ providers: { sim: { models: { 'lab/m': {} }, facts, ...provider } } });
}

/** The JSON at a path after the provider's name. */
async function get(path: string, init?: RequestInit): Promise<unknown> {
  return (await fetch(`${simulator.url}/sim${path}`, init)).json();
}

test('the official client lists the models and looks one up', async () => {
  await start();
  const client = new OpenAI({ baseURL: simulator.baseUrl('sim'), apiKey: 'any', maxRetries: 0 });
  expect((await client.models.list()).data).toEqual([
    { id: 'lab/m', object: 'model', created: 1_700_000_000, owned_by: 'sim' },
  ]);
  expect((await client.models.retrieve('lab/m')).id).toBe('lab/m');
  await expect(client.models.retrieve('z')).rejects.toThrow(OpenAI.NotFoundError);
});

test('OpenRouter gives prices per token as text, windows and abilities', async () => {
  await start({ vendor: 'openrouter' });
  expect(await get('/api/v1/models')).toMatchObject({
    data: [
      {
        ...{ id: 'lab/m', name: 'Em', context_length: 5000, top_provider: { max_completion_tokens: 700 } },
        pricing: {
          ...{ prompt: '0.000003', completion: '0.000015' },
          ...{ input_cache_read: '0.0000003', input_cache_write: '0.00000375' },
        },
        architecture: { input_modalities: ['text'] },
        supported_parameters: expect.arrayContaining(['tools']),
      },
    ],
  });
});

test('Mistral, llama.cpp and Azure add what they have', async () => {
  await start({ vendor: 'mistral' });
  expect(await get('/v1/models')).toMatchObject({
    data: [{ max_context_length: 5000, capabilities: { vision: false } }],
  });
  await simulator.close();
  await start({ vendor: 'llamacpp' });
  expect(await get('/v1/models')).toMatchObject({ data: [{ meta: { n_ctx_train: 5000 } }] });
  expect(await get('/props')).toMatchObject({
    default_generation_settings: { n_ctx: 5000 },
    modalities: { vision: false },
  });
  await simulator.close();
  await start({ vendor: 'azure' });
  expect(await get('/openai/deployments?api-version=2023-03-15-preview')).toMatchObject({ data: [{ id: 'lab/m' }] });
  expect(await get('/openai/v1/models')).toMatchObject({ data: [{ capabilities: { chat_completion: true } }] });
});

test('Ollama tells the window when asked about one model', async () => {
  await start({ vendor: 'ollama', key: 'not asked for' });
  expect(await get('/api/tags')).toMatchObject({ models: [{ name: 'lab/m' }] });
  const show = (model: string) => get('/api/show', { method: 'POST', body: JSON.stringify({ model }) });
  expect(await show('lab/m')).toMatchObject({
    ...{ model_info: { 'llama.context_length': 5000 }, capabilities: ['completion', 'tools'] },
  });
  expect(await show('z')).toMatchObject({ error: { message: 'model "z" not found, try pulling it first' } });
});

test('a list wants the key, in the place where its vendor has it', async () => {
  await start({ key: 'sk-a' });
  const statusOf = async (path: string, headers: Record<string, string>) =>
    (await fetch(`${simulator.url}/sim${path}`, { headers })).status;
  const version = { 'anthropic-version': '2023-06-01' };
  expect(await statusOf('/v1/models', { authorization: 'Bearer sk-a' })).toBe(200);
  expect(await statusOf('/v1/models', { 'x-api-key': 'sk-a' })).toBe(401);
  expect(await statusOf('/v1/models', { 'x-api-key': 'sk-a', ...version })).toBe(200);
  expect(await statusOf('/v1beta/models', { 'x-goog-api-key': 'sk-b' })).toBe(400);
  expect(await statusOf('/v1beta/models?key=sk-a', {})).toBe(200);
});

test('a URL without a provider is for the only one', async () => {
  await start();
  expect((await fetch(`${simulator.url}/api/tags`)).status).toBe(200);
  const body = JSON.stringify({ model: 'lab/m', messages: [] });
  expect((await fetch(`${simulator.url}/v1/chat/completions`, { method: 'POST', body })).status).toBe(200);
  expect(simulator.requests[0]?.provider).toBe('sim');
});
