import { afterEach, describe, expect, test, vi } from 'vitest';
import { textMessage } from '../../src/core/chat/message.ts';
import type { ProviderEvent } from '../../src/core/ports/provider.ts';
import { azureBaseUrl } from '../../src/providers/azure.ts';
import { createProviders } from '../../src/providers/createProviders.ts';
import { testSetup } from '../fakes/testSetup.ts';
import { errorLine, keysOf, lines } from './eventLines.ts';
import { sse } from './replay.ts';

afterEach(() => vi.unstubAllEnvs());

const RESOURCE = 'https://res.openai.azure.com';
const FOUNDRY = 'https://res.services.ai.azure.com';
const COGNITIVE = 'https://res.cognitiveservices.azure.com';
const DATED = '2025-04-01-preview';

const CHAT = sse([{ choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: 'stop' }] }]);
const RESPONSES = sse([{ type: 'response.completed', response: { status: 'completed', output: [] } }]);

/** Asks a deployment once and says what was sent, and what came of the answer. */
async function ask(provider: Record<string, unknown>, answer?: { status?: number; body: string }) {
  const { api = 'openai-chat', baseUrl = RESOURCE } = provider;
  const setup = testSetup({ providers: { mine: { api, baseUrl, ...provider } } });
  const sent: { url: string; headers: Record<string, string>; body: Record<string, unknown> }[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const headers = Object.fromEntries(new Headers(init?.headers));
    sent.push({ url: String(url), headers, body: JSON.parse(String(init?.body)) });
    const { status = 200, body } = answer ?? { body: api === 'openai-chat' ? CHAT : RESPONSES };
    return new Response(body, { status });
  };
  const keys = keysOf({ [`mine ${new URL(String(baseUrl)).origin}`]: 'secret-key' });
  const asked = await createProviders((id) => setup.providers.get(id), keys, { fetch }).get('mine');
  const call = { providerId: 'mine', modelName: 'my-gpt', messages: [textMessage('user', 'hi')], onActivity() {} };
  const events: ProviderEvent[] = [];
  const log: string[] = [];
  try {
    for await (const event of asked.stream(call, new AbortController().signal)) events.push(event);
  } catch (error) {
    log.push(errorLine(error));
  }
  return { ...sent[0], requests: sent.length, log: [...lines(events), ...log] };
}

describe('an Azure resource', () => {
  test.each([
    RESOURCE,
    `${RESOURCE}/`,
    `${RESOURCE}/openai`,
    `${RESOURCE}/openai/`,
    `${RESOURCE}/openai/v1`,
    `${RESOURCE}/openai/v1/`,
    `${RESOURCE}/openai/v1/chat/completions`,
    `${RESOURCE}/openai/responses`,
    `${RESOURCE}/openai/deployments/my-gpt`,
    `${RESOURCE}/openai/deployments/my-gpt/chat/completions`,
  ])('is found by its address %s', (url) => {
    expect(azureBaseUrl(url, undefined)).toBe(`${RESOURCE}/openai/v1`);
    expect(azureBaseUrl(url, 'preview')).toBe(`${RESOURCE}/openai/v1`);
    expect(azureBaseUrl(url, '2024-10-21')).toBe(`${RESOURCE}/openai`);
  });

  test.each([
    [FOUNDRY, FOUNDRY],
    [`${FOUNDRY}/openai/v1/`, FOUNDRY],
    [`${FOUNDRY}/models`, FOUNDRY],
    [`${FOUNDRY}/api/projects/openai`, FOUNDRY],
    [`${FOUNDRY}/api/projects/my-project/openai/v1`, FOUNDRY],
    [COGNITIVE, COGNITIVE],
    [`${COGNITIVE}/openai/deployments/my-gpt/chat/completions`, COGNITIVE],
    ['https://gateway.test/ai/openai', 'https://gateway.test/ai'],
    ['https://gateway.test/openai-proxy', 'https://gateway.test/openai-proxy'],
  ])('is found by its address %s', (url, resource) => {
    expect(azureBaseUrl(url, undefined)).toBe(`${resource}/openai/v1`);
  });

  test.each([
    ['openai-chat', undefined, '/openai/v1/chat/completions'],
    ['openai-chat', 'preview', '/openai/v1/chat/completions?api-version=preview'],
    ['openai-chat', DATED, `/openai/deployments/my-gpt/chat/completions?api-version=${DATED}`],
    ['openai-responses', undefined, '/openai/v1/responses'],
    ['openai-responses', 'preview', '/openai/v1/responses?api-version=preview'],
    ['openai-responses', DATED, `/openai/responses?api-version=${DATED}`],
  ])('is asked for %s of version %s at %s', async (api, apiVersion, path) => {
    for (const baseUrl of [RESOURCE, `${FOUNDRY}/openai/v1`, `${COGNITIVE}/openai`]) {
      const { url, headers, body, log } = await ask({ api, baseUrl, ...(apiVersion && { apiVersion }) });
      expect(url).toBe(`${new URL(baseUrl).origin}${path}`);
      expect(headers).toEqual({
        accept: 'application/json',
        'content-type': 'application/json',
        'api-key': 'secret-key',
      });
      expect(body).toMatchObject({ model: 'my-gpt', stream: true });
      expect(log.at(-1)).toBe('finish stop');
    }
  });

  test.each(['openai-chat', 'openai-responses'])('takes a token instead of a key for %s', async (api) => {
    for (const apiVersion of [undefined, DATED]) {
      const { headers } = await ask({ api, auth: 'token', ...(apiVersion && { apiVersion }) });
      expect(headers).toEqual({
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: 'Bearer secret-key',
      });
    }
  });
});

describe('an answer of Azure', () => {
  const filters = { hate: { filtered: false, severity: 'safe' } };

  test('says what its filters think before, between and after', async () => {
    const choice = (fields: object) => ({
      choices: [{ index: 0, finish_reason: null, content_filter_results: filters, ...fields }],
    });
    const body = sse([
      { choices: [], model: '', prompt_filter_results: [{ prompt_index: 0, content_filter_results: filters }] },
      choice({ delta: { role: 'assistant', content: '' } }),
      choice({ delta: { content: 'Hi' } }),
      choice({ delta: {}, content_filter_offsets: { check_offset: 44, start_offset: 44, end_offset: 46 } }),
      choice({ content_filter_offsets: { check_offset: 44, start_offset: 44, end_offset: 46 } }),
      choice({ delta: {}, finish_reason: 'stop' }),
      { choices: [], usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 } },
    ]);
    expect((await ask({}, { body })).log).toEqual(['text "Hi"', 'finish stop', 'usage 3 (0 cached) + 1 (0 reasoning)']);
  });

  test('that is filtered late ends as filtered', async () => {
    const late = {
      choices: [
        {
          index: 0,
          delta: {},
          finish_reason: 'content_filter',
          content_filter_results: { violence: { filtered: true } },
        },
      ],
    };
    const body = sse([{ choices: [{ index: 0, delta: { content: 'He' }, finish_reason: null }] }, late]);
    expect((await ask({}, { body })).log).toEqual(['text "He"', 'finish contentFilter']);
    const response = {
      status: 'incomplete',
      incomplete_details: { reason: 'content_filter' },
      output: [],
      content_filters: [{}],
    };
    const ended = sse([
      { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'He' },
      { type: 'response.incomplete', response },
    ]);
    expect((await ask({ api: 'openai-responses' }, { body: ended })).log).toEqual([
      'text "He"',
      'finish contentFilter',
    ]);
  });

  test.each(['openai-chat', 'openai-responses'])('that refuses is an error, asked for once: %s', async (api) => {
    const body =
      '{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}';
    const { log, requests } = await ask({ api, apiVersion: DATED }, { status: 404, body });
    expect(log).toEqual(['modelNotFound 404: The API deployment for this resource does not exist.']);
    expect(requests).toBe(1);
  });
});

describe("the package's environment variables", () => {
  const ENVIRONMENT = {
    OPENAI_API_KEY: 'sk-from-the-environment',
    OPENAI_ADMIN_KEY: 'sk-admin',
    OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
    OPENAI_ORG_ID: 'org-secret',
    OPENAI_PROJECT_ID: 'proj-secret',
    OPENAI_LOG: 'debug',
    OPENAI_API_VERSION: '2020-01-01',
    AZURE_OPENAI_API_KEY: 'azure-from-the-environment',
    AZURE_OPENAI_ENDPOINT: 'http://127.0.0.1:1',
    AZURE_OPENAI_AD_TOKEN: 'token-from-the-environment',
  };

  test.each([
    'X-Corp: internal\nAuthorization: Bearer corp',
    'no colon at all',
    ': no name',
    'bad name: x',
    'bad\u0000name: x',
    'X-Bad: a\u0000b',
    'X-Ünïcode: 🙂',
    '{"json": true}',
  ])('change nothing that is sent, nor do custom headers like %j', async (custom) => {
    const ways = ['openai-chat', 'openai-responses'].flatMap((api) =>
      [{}, { apiVersion: DATED }, { baseUrl: 'https://api.example.test/v1' }].map((way) => ({ api, ...way })),
    );
    const before = await Promise.all(ways.map((way) => ask(way)));
    for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
    // Node's own environment takes no zero byte.
    const env = { ...process.env, OPENAI_CUSTOM_HEADERS: custom };
    const { env: own } = process;
    process.env = env;
    try {
      expect(await Promise.all(ways.map((way) => ask(way)))).toEqual(before);
      expect(process.env).toBe(env);
    } finally {
      process.env = own;
    }
    for (const { log } of before) expect(log.at(-1)).toBe('finish stop');
  });
});
