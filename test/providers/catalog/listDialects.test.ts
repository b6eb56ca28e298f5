import { describe, expect, it } from 'vitest';
import { list, type Seen } from './listedLines.ts';

describe('a server on this machine', () => {
  const at = (port: number) => `http://127.0.0.1:${port}`;

  it('tells the window that Ollama really uses, and what its models can do', async () => {
    const seen: Seen[] = [];
    const show = (fields: object) => ({ model_info: { 'qwen3.context_length': 40_960 }, ...fields });
    expect(
      await list(
        { baseUrl: `${at(11_434)}/v1/` },
        {
          [`${at(11_434)}/v1/models`]: {
            data: ['loaded', 'own', 'trained', 'embedder', 'odd'].map((id) => ({ id, owned_by: 'library' })),
          },
          [`${at(11_434)}/api/ps`]: { models: [{ name: 'loaded', context_length: 4096 }] },
          [`${at(11_434)}/api/show loaded`]: show({ capabilities: ['completion', 'tools', 'thinking'] }),
          [`${at(11_434)}/api/show own`]: show({ parameters: 'temperature 0.7\nnum_ctx    8192' }),
          [`${at(11_434)}/api/show trained`]: show({ capabilities: ['completion', 'vision'] }),
          [`${at(11_434)}/api/show embedder`]: show({ capabilities: ['embedding'] }),
          [`${at(11_434)}/api/show odd`]: 500,
        },
        seen,
      ),
    ).toEqual([
      'loaded, window 4096, tools json reasoning -vision',
      'odd',
      'own, window 8192',
      'trained, window 40960, json vision -tools -reasoning',
    ]);
    expect(seen.filter(({ url }) => url.endsWith('/api/show'))).toHaveLength(5);
  });

  it('is known by its id, its port or the owner it names', async () => {
    const props = {
      default_generation_settings: { n_ctx: 65_536 },
      modalities: { vision: true },
      chat_template_caps: {},
    };
    const site = (root: string, owner: string) => ({
      [`${root}/v1/models`]: { data: [{ id: 'm', owned_by: owner, meta: { n_ctx_train: 262_144 } }] },
      [`${root}/props`]: props,
    });
    const known = ['m, window 65536, +vision'];
    expect(await list({ baseUrl: `${at(8080)}/v1` }, site(at(8080), 'me'))).toEqual(known);
    expect(await list({ baseUrl: `${at(9)}/v1`, id: 'llamacpp' }, site(at(9), 'me'))).toEqual(known);
    expect(await list({ baseUrl: `${at(9)}/v1` }, site(at(9), 'llamacpp'))).toEqual(known);
    expect(await list({ baseUrl: `${at(9)}/v1` }, site(at(9), 'me'))).toEqual(['m, window 262144']);
  });

  it('tells what kind its models are at LM Studio', async () => {
    const model = (id: string, fields: object) => ({ id, max_context_length: 32_768, ...fields });
    expect(
      await list(
        { baseUrl: `${at(1234)}/v1` },
        {
          [`${at(1234)}/v1/models`]: { data: ['seeing', 'plain', 'nomic'].map((id) => ({ id })) },
          [`${at(1234)}/api/v0/models`]: {
            data: [
              model('seeing', { type: 'vlm', loaded_context_length: 4096, capabilities: ['tool_use'] }),
              model('plain', { type: 'llm' }),
              model('nomic', { type: 'embeddings' }),
            ],
          },
        },
      ),
    ).toEqual(['plain, window 32768, -vision', 'seeing, window 4096, tools vision']);
  });

  it('tells what a LiteLLM proxy knows, or only names where its key may not ask', async () => {
    const models = { data: [{ id: 'smart' }, { id: 'unpriced' }] };
    const info = {
      data: [
        {
          model_name: 'smart',
          model_info: {
            mode: 'chat',
            max_input_tokens: 272_000,
            max_output_tokens: 128_000,
            input_cost_per_token: 0.000_001_25,
            output_cost_per_token: 0.000_01,
            cache_read_input_token_cost: 1.25e-7,
            supports_function_calling: true,
            supports_vision: true,
            supports_reasoning: null,
            deprecation_date: '2026-12-11',
          },
        },
        { model_name: 'unpriced', model_info: { input_cost_per_token: 0, output_cost_per_token: 0 } },
      ],
    };
    const proxy = { baseUrl: `${at(4000)}/v1`, auth: 'key' };
    const names = { [`${at(4000)}/v1/models`]: models };
    expect(await list(proxy, { ...names, [`${at(4000)}/model/info`]: info })).toEqual([
      'smart, window 272000, output 128000, input 1.25 cachedInput 0.125 output 10, tools vision, ' +
        'out of service from 2026-12-11',
      'unpriced',
    ]);
    expect(await list(proxy, { ...names, [`${at(4000)}/model/info`]: 403 })).toEqual(['smart', 'unpriced']);
  });
});

describe('a list of another dialect', () => {
  it("is paged at Anthropic, with its version's header and its own key header", async () => {
    const seen: Seen[] = [];
    const yes = { supported: true };
    const root = 'https://api.anthropic.com/v1/models?limit=1000';
    expect(
      await list(
        { api: 'anthropic-messages', auth: 'key' },
        {
          [root]: {
            data: [
              {
                id: 'claude-opus-5-5',
                display_name: 'Claude Opus 5.5',
                max_input_tokens: 1_000_000,
                max_tokens: 128_000,
                capabilities: { image_input: yes, structured_outputs: yes, thinking: { supported: false } },
              },
            ],
            has_more: true,
            last_id: 'claude-opus-5-5',
          },
          [`${root}&after_id=claude-opus-5-5`]: { data: [{ id: 'claude-2' }], has_more: false, last_id: 'claude-2' },
        },
        seen,
      ),
    ).toEqual([
      'claude-2',
      'claude-opus-5-5 (Claude Opus 5.5), window 1000000, output 128000, tools json vision -reasoning',
    ]);
    expect([...(seen[0]?.headers ?? [])]).toEqual(
      expect.arrayContaining([
        ['anthropic-version', '2023-06-01'],
        ['x-api-key', 'sk-mine'],
      ]),
    );
  });

  it('is paged at Gemini, and holds only what generates content', async () => {
    const seen: Seen[] = [];
    const root = 'https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000';
    const pages = {
      [root]: {
        models: [
          {
            name: 'models/gemini-3.8-flash',
            displayName: 'Gemini 3.8 Flash',
            inputTokenLimit: 1_048_576,
            outputTokenLimit: 65_536,
            supportedGenerationMethods: ['generateContent', 'countTokens', 'createCachedContent'],
            thinking: true,
          },
          { name: 'models/gemini-embedding-2', supportedGenerationMethods: ['embedContent'] },
        ],
        nextPageToken: 'p 2',
      },
      [`${root}&pageToken=p%202`]: { models: [{ name: 'models/gemma', inputTokenLimit: 8192 }] },
    };
    const lines = [
      'gemini-3.8-flash (Gemini 3.8 Flash), window 1048576, output 65536, +reasoning +cache',
      'gemma, window 8192',
    ];
    expect(await list({ api: 'gemini', auth: 'key' }, pages, seen)).toEqual(lines);
    expect(seen[0]?.headers.get('x-goog-api-key')).toBe('sk-mine');
    const baseUrl = 'https://generativelanguage.googleapis.com/v1beta/';
    expect(await list({ api: 'gemini', baseUrl }, pages)).toEqual(lines);
  });
});
