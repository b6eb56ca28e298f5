import { describe, expect, test } from 'vitest';
import { bringEnv } from '../../../src/config/bring/bringEnv.ts';
import { ollamaHost } from '../../../src/config/bring/ollamaHost.ts';
import { VENDORS } from '../../../src/config/bring/vendors.ts';
import { parseSettings } from '../../../src/config/parseSettings.ts';
import { PRESETS } from '../../../src/providers/presets.ts';
import { bringLog, options } from './bringLog.ts';

function log(env: Record<string, string>): string[] {
  const brought = bringEnv(options(env));
  expect(parseSettings(brought.settings as unknown as Record<string, unknown>).problems).toEqual([]);
  return bringLog(brought).filter((line) => !line.startsWith(NO_MODEL));
}

/** Most variables name no model. */
const NO_MODEL = 'changed switchyard.providers.';

describe('a variable', () => {
  test.each([
    ['OPENAI_API_KEY', 'openai', 'https://api.openai.com'],
    ['ANTHROPIC_API_KEY', 'anthropic', 'https://api.anthropic.com'],
    ['GEMINI_API_KEY', 'google', 'https://generativelanguage.googleapis.com'],
    ['GOOGLE_API_KEY', 'google', 'https://generativelanguage.googleapis.com'],
    ['DEEPSEEK_API_KEY', 'deepseek', 'https://api.deepseek.com'],
    ['MISTRAL_API_KEY', 'mistral', 'https://api.mistral.ai'],
    ['GROQ_API_KEY', 'groq', 'https://api.groq.com'],
    ['XAI_API_KEY', 'xai', 'https://api.x.ai'],
    ['OPENROUTER_API_KEY', 'openrouter', 'https://openrouter.ai'],
    ['TOGETHER_API_KEY', 'together', 'https://api.together.ai'],
    ['DASHSCOPE_API_KEY', 'qwen', 'https://dashscope-intl.aliyuncs.com'],
    ['MOONSHOT_API_KEY', 'moonshot', 'https://api.moonshot.ai'],
    ['ZAI_API_KEY', 'zhipu', 'https://api.z.ai'],
    ['PORTKEY_API_KEY', 'portkey', 'https://api.portkey.ai'],
    ['LITELLM_PROXY_API_KEY', 'litellm', 'http://127.0.0.1:4000'],
  ])('%s sets up a known provider', (name, id, origin) => {
    expect(log({ [name]: 'the-key' })).toEqual([`provider ${id}`, `key the-key of ${id} at ${origin} from ${name}`]);
  });

  test.each([
    [
      { ZHIPUAI_API_KEY: 'k1' },
      'provider zhipu {"baseUrl":"https://open.bigmodel.cn/api/paas/v4"}',
      'zhipu at https://open.bigmodel.cn',
    ],
    [
      { OPENAI_API_KEY: 'k1', OPENAI_BASE_URL: 'https://openrouter.ai/api/v1' },
      'provider openrouter',
      'openrouter at https://openrouter.ai',
    ],
    [
      { OPENAI_API_KEY: 'k1', OPENAI_API_BASE: 'https://llm.acme.test/v1/' },
      'provider acme {"api":"openai-chat","baseUrl":"https://llm.acme.test/v1"}',
      'acme at https://llm.acme.test',
    ],
    [
      { ANTHROPIC_API_KEY: 'k1', ANTHROPIC_BASE_URL: 'https://gw.test/' },
      'provider anthropic {"baseUrl":"https://gw.test"}',
      'anthropic at https://gw.test',
    ],
    [
      { ANTHROPIC_AUTH_TOKEN: 'k1', ANTHROPIC_BASE_URL: 'https://gw.test' },
      'provider anthropic {"baseUrl":"https://gw.test","auth":"token"}',
      'anthropic at https://gw.test',
    ],
    [
      { LITELLM_API_KEY: 'k1', LITELLM_BASE_URL: 'https://lite.test' },
      'provider litellm {"baseUrl":"https://lite.test"}',
      'litellm at https://lite.test',
    ],
  ])('with an address beside it goes there and nowhere else: %j', (env, provider, key) => {
    const source = Object.keys(env)[0];
    expect(log(env as unknown as Record<string, string>)).toEqual([provider, `key k1 of ${key} from ${source}`]);
  });

  test('of Azure needs the resource, and may name version and deployment', () => {
    const env = { AZURE_OPENAI_API_KEY: 'k1', AZURE_OPENAI_ENDPOINT: 'https://acme.openai.azure.com/' };
    expect(log({ ...env, OPENAI_API_VERSION: '2024-10-21', AZURE_OPENAI_DEPLOYMENT: 'gpt' })).toEqual([
      'provider azure {"baseUrl":"https://acme.openai.azure.com","apiVersion":"2024-10-21"}',
      'model azure/gpt',
      'key k1 of azure at https://acme.openai.azure.com from AZURE_OPENAI_API_KEY',
    ]);
    expect(log({ AZURE_API_KEY: 'k1' })).toEqual(['left AZURE_API_KEY (text)']);
  });

  test('that holds nothing, a placeholder, a bad address or too much is left', () => {
    expect(log({})).toEqual([]);
    expect(log({ OPENAI_API_KEY: ' ', GROQ_API_KEY: 'your-key-here', XAI_API_KEY: '<key>' })).toEqual([]);
    expect(log({ OPENAI_API_KEY: 'k1', OPENAI_BASE_URL: 'not an address' })).toEqual(['left OPENAI_BASE_URL (text)']);
    expect(log({ OPENAI_BASE_URL: 'https://llm.acme.test/v1' })).toEqual(['left OPENAI_BASE_URL (text)']);
    expect(log({ ANTHROPIC_AUTH_TOKEN: 'k1' })).toEqual(['left ANTHROPIC_AUTH_TOKEN (text)']);
    expect(log({ LITELLM_MASTER_KEY: 'k1' })).toEqual(['left LITELLM_MASTER_KEY (text)']);
    expect(log({ GEMINI_API_KEY: 'k1', GOOGLE_API_KEY: 'k2' }).slice(1)).toEqual([
      'key k1 of google at https://generativelanguage.googleapis.com from GEMINI_API_KEY',
      'left GOOGLE_API_KEY (text)',
    ]);
    expect(log({ LITELLM_API_KEY: 'k1', LITELLM_BASE_URL: 'http://10.0.0.5:4000' })).toEqual([
      'provider litellm {"baseUrl":"http://10.0.0.5:4000"}',
      'left LITELLM_API_KEY (text)',
    ]);
  });
});

test.each([
  ['', 'http://127.0.0.1:11434'],
  ['0.0.0.0', 'http://0.0.0.0:11434'],
  ['gpu.test', 'http://gpu.test:11434'],
  ['10.0.0.5:1234', 'http://10.0.0.5:1234'],
  [':1234', 'http://127.0.0.1:1234'],
  ['"http://gpu.test"', 'http://gpu.test'],
  ['https://gpu.test/', 'https://gpu.test/'],
  ['::1', 'http://[::1]:11434'],
  ['[::1]:1234', 'http://[::1]:1234'],
])('OLLAMA_HOST %j is %s, as Ollama reads it', (value, address) => {
  expect(ollamaHost(value)).toBe(address);
});

test('OLLAMA_HOST is a provider without a key; a server on all interfaces is asked on this machine', () => {
  expect(log({ OLLAMA_HOST: '0.0.0.0' })).toEqual(['provider ollama']);
  expect(log({ OLLAMA_HOST: 'http://gpu.test:8080' })).toEqual([
    'provider ollama {"baseUrl":"http://gpu.test:8080/v1"}',
  ]);
});

test('a provider without models of its own is told', () => {
  const lines = bringLog(bringEnv(options({ OLLAMA_HOST: 'http://127.0.0.1:1', GROQ_API_KEY: 'k1' })));
  expect(lines.filter((line) => line.startsWith(NO_MODEL))).toEqual([`${NO_MODEL}ollama (mapping of 0)`]);
});

test('the vendors of other tools are presets or have an address, and no name means two of them', () => {
  const presets = new Set(PRESETS.map(({ id }) => id));
  expect(VENDORS.filter(({ id, baseUrl }) => !presets.has(id) && baseUrl === undefined)).toEqual([]);
  for (const kind of ['litellm', 'continue', 'keys', 'bases', 'tokens'] as const) {
    const names = VENDORS.flatMap((vendor) => vendor[kind] ?? []);
    expect(names).toEqual([...new Set(names)]);
  }
});
