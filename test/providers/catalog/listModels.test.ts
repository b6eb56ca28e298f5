import { describe, expect, it } from 'vitest';
import { listModels } from '../../../src/providers/catalog/listModels.ts';
import { testSetup } from '../../fakes/testSetup.ts';
import { errorLine, keysOf } from '../eventLines.ts';
import { list, type Seen, type Site } from './listedLines.ts';

const HOST = 'https://vendor.test/v1';
const vendor = (data: unknown[]) => list({ baseUrl: HOST }, { [`${HOST}/models`]: { object: 'list', data } });

describe("a vendor's list of the OpenAI kind", () => {
  it('is names and shutdown dates at OpenAI, without what does not chat', async () => {
    expect(
      await vendor([
        { id: 'gpt-6-sol', object: 'model', created: 1, owned_by: 'system', shutdown_date: null },
        { id: 'gpt-5', object: 'model', created: 1, owned_by: 'system', shutdown_date: '2026-12-11' },
        { id: 'text-embedding-3-small', object: 'model' },
        { id: 'gpt-4o-mini-tts', object: 'model' },
        { id: 'gpt-image-2', object: 'model' },
      ]),
    ).toEqual(['gpt-5, out of service from 2026-12-11', 'gpt-6-sol']);
  });

  it('has prices by the token, windows, abilities and an end at OpenRouter, over several pages', async () => {
    const root = 'https://openrouter.test/api/v1';
    const [first, second] = [
      {
        id: 'anthropic/claude-opus-5.5',
        name: 'Anthropic: Claude Opus 5.5',
        context_length: 1_000_000,
        architecture: { input_modalities: ['text', 'image'], output_modalities: ['text'] },
        pricing: {
          prompt: '0.000004',
          completion: '0.00002',
          request: '0',
          image: '0.0048',
          input_cache_read: '0.0000002',
          input_cache_write: '0.000005',
          input_cache_write_1h: '0.000008',
          internal_reasoning: '0',
        },
        top_provider: { context_length: 1_000_000, max_completion_tokens: 128_000, is_moderated: true },
        supported_parameters: ['tools', 'tool_choice', 'reasoning', 'structured_outputs', 'max_tokens'],
        expiration_date: '2027-05-01',
      },
      {
        id: 'perplexity/sonar',
        name: 'Sonar',
        context_length: 127_072,
        architecture: { input_modalities: ['text'], output_modalities: ['text'] },
        pricing: { prompt: '0.000001', completion: '0.000001', request: '0.005', image: '0' },
        top_provider: { max_completion_tokens: null },
        supported_parameters: ['max_tokens'],
        expiration_date: null,
      },
    ];
    const page = [
      { id: 'openrouter/auto', pricing: { prompt: '-1', completion: '-1' }, supported_parameters: [] },
      { id: 'x/free:free', pricing: { prompt: '0', completion: '0' } },
      { id: 'x/painter', architecture: { input_modalities: ['text'], output_modalities: ['image'] } },
    ];
    expect(
      await list(
        { baseUrl: root },
        {
          [`${root}/models`]: { data: [first, second], links: { next: '/api/v1/models?offset=2' } },
          [`${root}/models?offset=2`]: { data: page, links: { next: null } },
        },
      ),
    ).toEqual([
      'anthropic/claude-opus-5.5 (Anthropic: Claude Opus 5.5), window 1000000, output 128000, ' +
        'input 4 cachedInput 0.2 cacheWrite 5 cacheWrite1h 8 output 20 perInputImage 0.0048, ' +
        'tools json vision reasoning cache, out of service from 2027-05-01',
      'openrouter/auto',
      'perplexity/sonar (Sonar), window 127072, -tools -json -vision -reasoning',
      'x/free:free, input 0 output 0',
    ]);
  });

  it('has abilities, windows and ends at Mistral', async () => {
    expect(
      await vendor([
        {
          id: 'mistral-small-2603',
          name: 'mistral-small-2603',
          max_context_length: 262_144,
          capabilities: { completion_chat: true, function_calling: true, vision: true, reasoning: false },
          deprecation: '2027-02-28T12:00:00Z',
        },
        { id: 'mistral-embed', max_context_length: 8192, capabilities: { completion_chat: false } },
      ]),
    ).toEqual(['mistral-small-2603, window 262144, tools vision -reasoning, out of service from 2027-02-28']);
  });

  it('has windows and output limits at Groq, prices by the million at Together', async () => {
    expect(
      await vendor([
        { id: 'openai/gpt-oss-20b', active: true, context_window: 131_072, max_completion_tokens: 65_536 },
        { id: 'old', active: false, context_window: 8192 },
      ]),
    ).toEqual(['openai/gpt-oss-20b, window 131072, output 65536']);
    const together = [
      {
        id: 'openai/gpt-oss-20b',
        type: 'chat',
        display_name: 'GPT OSS 20B',
        context_length: 131_072,
        pricing: { hourly: 0, input: 0.05, output: 0.2, base: 0, finetune: 0 },
      },
      { id: 'mine/by-the-hour', type: 'chat', pricing: { hourly: 3, input: 0, output: 0 } },
      { id: 'BAAI/bge', type: 'embedding', pricing: { input: 0.01, output: 0 } },
    ];
    expect(await list({ baseUrl: HOST }, { [`${HOST}/models`]: together })).toEqual([
      'mine/by-the-hour',
      'openai/gpt-oss-20b (GPT OSS 20B), window 131072, input 0.05 output 0.2',
    ]);
  });

  it('has windows at vLLM and llama.cpp', async () => {
    expect(await vendor([{ id: 'qwen', owned_by: 'vllm', root: 'qwen', max_model_len: 40_960 }])).toEqual([
      'qwen, window 40960',
    ]);
    expect(await vendor([{ id: 'm.gguf', owned_by: 'llamacpp', meta: { n_ctx_train: 131_072 } }])).toEqual([
      'm.gguf, window 131072',
    ]);
  });

  it('is asked at the deployment address of Azure, and says what is deprecated', async () => {
    const seen: Seen[] = [];
    const azure = 'https://mine.openai.azure.com';
    const data = [
      {
        id: 'gpt-4o-2024-11-20',
        status: 'succeeded',
        capabilities: { chat_completion: true, inference: true },
        lifecycle_status: 'deprecated',
        deprecation: { inference: 1_799_798_400 },
      },
      { id: 'gpt-6-sol', lifecycle_status: 'generally-available', deprecation: { inference: 1_899_798_400 } },
      { id: 'ada', capabilities: { chat_completion: false } },
    ];
    const lines = ['gpt-4o-2024-11-20, out of service from 2027-01-13', 'gpt-6-sol'];
    expect(await list({ baseUrl: azure, auth: 'key' }, { [`${azure}/openai/v1/models`]: { data } }, seen)).toEqual(
      lines,
    );
    expect(seen[0]?.headers.get('api-key')).toBe('sk-mine');
    const dated = { baseUrl: azure, apiVersion: '2024-10-21' };
    expect(await list(dated, { [`${azure}/openai/models?api-version=2024-10-21`]: { data } })).toEqual(lines);
  });

  it('loses only the fields and elements that make no sense', async () => {
    expect(
      await vendor([
        {
          id: 'b',
          context_length: 'long',
          pricing: 'free',
          supported_parameters: 7,
          capabilities: [],
          shutdown_date: 5,
        },
        { name: 'nobody' },
        null,
        'text',
        { id: 'a', context_window: -1, pricing: { prompt: 'gratis', completion: '1' }, display_name: null },
        { id: 'a', context_window: 5000 },
        { id: 'c', context_window: 0, max_completion_tokens: 1.5 },
      ]),
    ).toEqual(['a, window 5000', 'b', 'c']);
  });

  it('does not follow a page that is elsewhere, or that never ends', async () => {
    const seen: Seen[] = [];
    const elsewhere = { data: [{ id: 'm' }], links: { next: 'https://evil.test/models' } };
    expect(await list({ baseUrl: HOST }, { [`${HOST}/models`]: elsewhere }, seen)).toEqual(['m']);
    expect(seen.map(({ url }) => url)).toEqual([`${HOST}/models`]);
    const endless = { data: [{ id: 'm' }], links: { next: `${HOST}/models` } };
    const many: Seen[] = [];
    expect(await list({ baseUrl: HOST }, { [`${HOST}/models`]: endless }, many)).toEqual(['m']);
    expect(many).toHaveLength(20);
  });
});

describe('a list that cannot be had', () => {
  const MODELS = `${HOST}/models`;

  it.each<[string, Site, string]>([
    ['a wrong address', {}, `badRequest 404: there is no list of models at ${MODELS}`],
    ['a wrong key', { [MODELS]: 401 }, 'auth 401: no'],
    ['a broken server', { [MODELS]: 503 }, 'overloaded 503: no'],
    [
      'a web page',
      { [MODELS]: '<!doctype html><title>Hello</title>' },
      'protocol: its list of models could not be read',
    ],
    ['another list', { [MODELS]: { users: [] } }, 'protocol: its list of models could not be read'],
    ['nothing', { [MODELS]: 'null' }, 'protocol: its list of models could not be read'],
  ])('is an error in words: %s', async (_, site, words) => {
    expect(await list({ baseUrl: HOST }, site)).toEqual([words]);
  });

  it('says the same of other dialects', async () => {
    const unreadable = ['protocol: its list of models could not be read'];
    const anthropic = 'https://api.anthropic.com/v1/models?limit=1000';
    expect(await list({ api: 'anthropic-messages' }, { [anthropic]: { data: 'none' } })).toEqual(unreadable);
    const gemini = 'https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000';
    expect(await list({ api: 'gemini' }, { [gemini]: [] })).toEqual(unreadable);
    expect(await list({ api: 'vscode-lm' }, {})).toEqual(['badRequest: a are listed by the editor']);
  });

  it('says when it took too long, and when it was stopped', async () => {
    const [provider] = testSetup({
      providers: { a: { api: 'openai-chat', baseUrl: HOST, auth: 'none' } },
    }).providers.values();
    if (provider === undefined) throw new Error('no provider');
    const never: typeof globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    const ask = (signal: AbortSignal) => listModels(provider, keysOf({}), signal, never).catch(errorLine);
    expect(await ask(AbortSignal.timeout(10))).toBe('timeout: no answer in time');
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 10);
    expect(await ask(stop.signal)).toBe('cancelled: Stopped.');
  });
});
