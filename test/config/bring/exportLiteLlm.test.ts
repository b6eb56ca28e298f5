import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { bringFile } from '../../../src/config/bring/bringFile.ts';
import { exportLiteLlm } from '../../../src/config/bring/liteLlm/exportLiteLlm.ts';
import type { Setup } from '../../../src/core/routing/setup.ts';
import { PRESETS } from '../../../src/providers/presets.ts';
import { testSetup } from '../../fakes/testSetup.ts';
import { options } from './bringLog.ts';

const KEYS = ['anthropic', 'azure', 'azure-eu', 'gateway', 'groq', 'moonshot', 'responses', 'together'];
const setupOf = (settings: object) => testSetup(settings as Record<string, unknown>, { presets: PRESETS, keys: KEYS });
const secret = (name: string) => `\${secret:${name}}`;

/** A bit of everything that a gateway can do. */
const RICH = {
  providers: {
    gateway: {
      api: 'openai-chat',
      baseUrl: 'https://gw.acme.test/v1',
      headers: { 'X-Gate': secret('GATE'), 'X-Team': 'blue' },
      timeouts: { firstTokenMs: 5000, totalMs: 60_000 },
    },
    azure: { baseUrl: 'https://acme.openai.azure.com' },
    'azure-eu': {
      api: 'openai-chat',
      baseUrl: 'https://acme-eu.openai.azure.com',
      apiVersion: '2024-10-21',
      auth: 'token',
    },
    responses: { api: 'openai-responses', baseUrl: 'https://api.openai.com/v1' },
    moonshot: { baseUrl: 'https://api.moonshot.cn/v1' },
    ollama: {},
    vllm: { baseUrl: 'http://10.0.0.5:8000/v1' },
    own: { api: 'openai-chat', baseUrl: 'http://127.0.0.1:9999/v1', auth: 'none' },
    openai: { baseUrl: 'https://proxy.acme.test/openai/v1', auth: 'none' },
  },
  models: {
    'gateway/org/qwen3': {
      price: { input: 0.27, cachedInput: 0.07, cacheWrite: 0.3, output: 1.1, reasoning: 2 },
      contextWindow: 131_072,
      maxOutputTokens: 8192,
      capabilities: ['tools', 'vision', 'cache'],
      tier: 'budget',
    },
    'ollama/llama3': { contextWindow: 8192 },
    'vllm/facebook/opt': {},
    'own/x': { contextWindow: 4096 },
  },
  routes: {
    code: {
      models: ['azure-eu/gpt', 'azure/gpt', 'gateway/org/qwen3', 'anthropic/claude-x'],
      temperature: 0.3,
      maxOutputTokens: 2000,
      reasoningEffort: 'low',
    },
    explain: ['azure/gpt', 'azure-eu/gpt'],
    default: ['own/x', 'ollama/llama3', 'gateway/org/qwen3', 'moonshot/kimi', 'responses/gpt-6'],
  },
  resilience: { retryServerErrorOnce: true, retryAfterUpToMs: 2500, cooldownMs: 30_000, contentFilterToNext: true },
};

/** What routing needs of a setup, whatever the order in which its parts were found. */
function pictureOf({ providers, models, routes, resilience }: Setup) {
  const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => a.localeCompare(b);
  const ready = [...providers].map(([id, provider]) => [id, { ...provider, defaults: {} }] as [string, unknown]);
  return {
    providers: Object.fromEntries(ready.sort(byKey)),
    models: Object.fromEntries([...models].sort(byKey)),
    routes,
    resilience,
  };
}

const again = (text: string) => setupOf(bringFile(text, options()).settings);

describe('an exported setup', () => {
  test.each([
    ['of everything', RICH],
    ['without retries', { ...RICH, resilience: { cooldownMs: 0 } }],
    ['of one model', { providers: { ollama: {} }, models: { 'ollama/x': {} }, routes: { default: ['ollama/x'] } }],
    ['of routes without a default', { routes: { code: ['groq/a', 'together/b'], write: ['together/b'] } }],
    [
      'of more fallbacks than LiteLLM tries',
      { routes: { default: 'abcdefgh'.split('').map((name) => `groq/${name}`) } },
    ],
  ])('is the same setup when it is imported again: %s', (_, settings) => {
    const setup = setupOf(settings);
    const imported = again(exportLiteLlm(setup, PRESETS));
    expect(pictureOf(imported)).toEqual(pictureOf(setup));
    expect(exportLiteLlm(imported, PRESETS).length).toBe(exportLiteLlm(setup, PRESETS).length);
  });

  test('is a LiteLLM configuration', () => {
    const setup = setupOf({
      providers: { gateway: RICH.providers.gateway },
      models: { 'gateway/org/qwen3': RICH.models['gateway/org/qwen3'] },
      routes: { code: { models: ['groq/x', 'gateway/org/qwen3'], temperature: 0.3 } },
      rules: [{ when: { minInputTokens: 5 }, use: ['groq/x'] }],
    });
    const text = exportLiteLlm(setup, PRESETS);
    const { model_list: list, ...rest } = parse(text);
    expect(
      list.filter(({ model_name: name }: { model_name: string }) => ['gateway/org/qwen3', 'code'].includes(name)),
    ).toEqual([
      {
        model_name: 'gateway/org/qwen3',
        litellm_params: {
          model: 'openai/org/qwen3',
          api_base: 'https://gw.acme.test/v1',
          api_key: 'os.environ/GATEWAY_API_KEY',
          max_tokens: 8192,
          timeout: 60,
          stream_timeout: 5,
          extra_headers: { 'X-Gate': 'os.environ/GATE', 'X-Team': 'blue' },
          input_cost_per_token: 0.00000027,
          cache_read_input_token_cost: 0.00000007,
          cache_creation_input_token_cost: 0.0000003,
          output_cost_per_token: 0.0000011,
          output_cost_per_reasoning_token: 0.000002,
        },
        model_info: {
          max_input_tokens: 131072,
          supports_function_calling: true,
          supports_response_schema: false,
          supports_vision: true,
          supports_reasoning: false,
          supports_assistant_prefill: false,
          supports_prompt_caching: true,
          switchyard_tier: 'budget',
        },
      },
      { model_name: 'code', litellm_params: { model: 'groq/x', api_key: 'os.environ/GROQ_API_KEY', temperature: 0.3 } },
    ]);
    expect(rest).toEqual({
      router_settings: {
        fallbacks: [{ code: ['gateway/org/qwen3'] }],
        enable_pre_call_checks: true,
        num_retries: 0,
        allowed_fails: 0,
        cooldown_time: 15,
      },
      litellm_settings: { drop_params: true },
      general_settings: { master_key: 'os.environ/LITELLM_MASTER_KEY' },
    });
    expect(text).toMatch(/^# - recognise the task/m);
    expect(text).toMatch(/^# - keep a conversation on its model/m);
    expect(text).toMatch(/^# - follow the 1 rules/m);
    expect(text).toMatch(/^# - send a route's temperature/m);
  });

  test('names larger windows for what does not fit', () => {
    const { router_settings: settings } = parse(exportLiteLlm(setupOf(RICH), PRESETS));
    expect(settings.context_window_fallbacks).toEqual([{ default: ['ollama/llama3', 'gateway/org/qwen3'] }]);
    expect(settings.content_policy_fallbacks).toEqual(settings.fallbacks);
  });

  test('is read by Python as it is meant: no number in scientific notation, no date', () => {
    const text = exportLiteLlm(setupOf(RICH), PRESETS);
    expect(text).not.toMatch(/\de-\d/);
    expect(text).toContain('input_cost_per_token: 0.00000027\n');
    expect(text).toContain('api_version: "2024-10-21"\n');
  });

  test('says what it had to leave out', () => {
    const setup = setupOf({
      providers: {
        editor: {},
        gw: {
          api: 'anthropic-messages',
          baseUrl: 'https://gw.acme.test',
          auth: 'token',
          headers: { A: `x ${secret('S')}` },
          timeouts: { idleMs: 5 },
        },
      },
      routes: { default: ['editor/copilot', 'groq/x', 'gw/claude', 'nobody/y'] },
    });
    const text = exportLiteLlm(setup, PRESETS);
    expect(text).toMatch(/^# - editor\/copilot: models of an editor/m);
    expect(text).toMatch(/^# - gw\/claude: its provider wants a bearer token/m);
    expect(text).toMatch(/^# - give up when an answer stalls/m);
    expect(text).toMatch(/^# - send headers that hold a secret and other text/m);
    expect(parse(text).router_settings.fallbacks).toBeUndefined();
  });

  test('has the chain that Switchyard would make where no routes are written', () => {
    const text = exportLiteLlm(setupOf({}), PRESETS);
    const { model_list: list, router_settings: settings } = parse(text);
    expect(list.at(-1).model_name).toBe('default');
    expect(settings.fallbacks[0].default.length).toBeGreaterThan(3);
    expect(text).toContain('# No routes are written');
  });

  test('of nothing is an empty list', () => {
    expect(parse(exportLiteLlm(testSetup({}, { presets: PRESETS, keys: [] }), PRESETS)).model_list).toEqual([]);
  });
});

test('a name that would end its line, or a comment, or be refused as YAML stays a name', () => {
  const names = [
    'm\u0085general_settings:',
    'm\u202eb\u{e0041}\u{e007f}',
    'm\u0007\u200b',
    '#m',
    '!!python/object:os.system',
    '&a*b',
  ];
  const ids = names.map((name) => `own/${name}`);
  const text = exportLiteLlm(
    setupOf({
      providers: {
        own: { api: 'openai-chat', baseUrl: 'http://127.0.0.1:9999/v1', auth: 'none' },
        editor: { api: 'vscode-lm' },
      },
      models: Object.fromEntries([...ids, 'editor/m\u0085evil:\u202etrue'].map((id) => [id, {}])),
      routes: { default: ids },
    }),
    PRESETS,
  );
  // U+0085 ends a line in YAML 1.1 (yaml.org/spec/1.1); the others are read by no parser, or by no eye.
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text).toContain('# - editor/m evil: true: ');
  const { model_list: list } = parse(text) as { model_list: { model_name: string }[] };
  expect(list.map(({ model_name }) => model_name)).toEqual(expect.arrayContaining([...ids, 'default']));
});
