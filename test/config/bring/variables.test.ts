import { describe, expect, test } from 'vitest';
import { bringFile } from '../../../src/config/bring/bringFile.ts';
import { bringReport } from '../../../src/config/bring/bringReport.ts';
import { partsOf } from '../../../src/config/bring/parts.ts';
import { bringLog, options } from './bringLog.ts';

const EVIL = 'https://evil.test/v1';
/** What a variable may hold: a word, or what the field wants that names it. */
const VALUES = ['hush', 'openai/hush', 'gpt-hush', 'https://hush.test/v1', 'https://gw.test/hush', '2024-10-21-hush'];

/** Every field that is read, and some that are not. */
const LITELLM = {
  model_list: [
    {
      model_name: 'a',
      litellm_params: {
        model: 'openai/gpt-6',
        custom_llm_provider: 'openai',
        api_base: EVIL,
        api_key: 'a-key-1',
        organization: 'org-1',
        extra_headers: { 'X-Team': 'blue', Authorization: 'Bearer abc' },
        temperature: 0.1,
        max_tokens: 10,
        reasoning_effort: 'high',
        rpm: 1,
        timeout: 1,
        order: 1,
        aws_region_name: 'eu',
        input_cost_per_token: 1e-6,
        output_cost_per_token: 1e-6,
      },
      model_info: { mode: 'chat', id: 'one', max_input_tokens: 5, switchyard_tier: 'budget', base_model: 'm' },
    },
    {
      model_name: 'code',
      litellm_params: { model: 'azure/x', base_url: EVIL, api_version: '2024-10-21', azure_ad_token: 'a-token-1' },
    },
    { model_name: 'x/*', litellm_params: { model: 'groq/*', litellm_credential_name: 'shared' } },
    { model_name: 'home', litellm_params: { model: 'openai/at-home' } },
  ],
  credential_list: [
    { credential_name: 'shared', credential_values: { api_key: 'b-key-1', api_base: EVIL, organization: 'org-2' } },
  ],
  environment_variables: { MODEL: 'openai/own' },
  router_settings: {
    fallbacks: [{ a: ['code', 'x/y'] }],
    default_fallbacks: ['code'],
    context_window_fallbacks: [{ a: ['home'] }],
    model_group_alias: { explain: 'a', write: { model: 'a', hidden: true } },
    routing_strategy: 'simple-shuffle',
    redis_host: 'h',
    num_retries: 1,
    timeout: 5,
    cooldown_time: 5,
  },
  litellm_settings: { max_budget: 5, budget_duration: '30d', content_policy_fallbacks: [{ a: ['code'] }], cache: true },
  general_settings: { completion_model: 'home', master_key: 'm-key-1' },
  include: ['other.yaml'],
};

const CONTINUE = {
  name: 'Mine',
  version: '1.0.0',
  models: [
    {
      name: 'm',
      provider: 'openai',
      model: 'gpt-6',
      apiBase: EVIL,
      apiKey: 'a-key-1',
      useResponsesApi: true,
      contextLength: 5,
      roles: ['chat', 'edit'],
      defaultCompletionOptions: { temperature: 0.2, maxTokens: 5, contextLength: 5, topP: 1 },
      requestOptions: {
        headers: { 'X-Team': 'blue', Authorization: 'Bearer abc' },
        timeout: 5,
        proxy: 'http://p.test',
      },
      capabilities: ['tool_use'],
      region: 'eu',
    },
    {
      name: 'z',
      provider: 'azure',
      model: 'gpt-6',
      apiBase: EVIL,
      apiKey: 'b-key-1',
      env: { deployment: 'july', apiVersion: '2024-10-21', apiType: 'azure-openai' },
    },
    { name: 'y', provider: 'azure', model: 'm', apiBase: EVIL, deployment: 'may', apiVersion: '2024-10-21' },
    { name: 'w', provider: 'azure', model: 'm', apiBase: EVIL, engine: 'june' },
    { uses: 'anthropic/claude', with: { ANTHROPIC_API_KEY: 'c-key-1', OTHER: 'x' }, override: { roles: ['chat'] } },
    { name: 'home', provider: 'openai', model: 'at-home' },
  ],
  requestOptions: { headers: { 'X-All': 'green' }, timeout: 5 },
  completionOptions: { temperature: 0.5 },
  context: [{ provider: 'diff' }],
  rules: ['Be brief'],
};

type Path = readonly (string | number)[];

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

/** The same with another value at one place. */
function withValue(file: unknown, path: Path, value: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const inner = withValue((file as Record<string, unknown>)[key], rest, value);
  if (Array.isArray(file)) return file.with(Number(key), inner);
  return { ...(file as object), [key]: inner };
}

/** All that an import shows, stores in clear or sends, as text: everything but the values of keys. */
function shown(file: unknown, env: Record<string, string>): string {
  const brought = bringFile(JSON.stringify(file), options(env));
  const keys = brought.keys.map(({ value: _, ...key }) => key);
  const { settings, notes } = brought;
  const report = bringReport({ source: 'x', added: [], kept: [], stored: keys, missing: keys, notes });
  return JSON.stringify([settings, keys, notes, partsOf(brought), report]);
}

const template = (name: string) => `\${{ secrets.${name} }}`;
const rows = (file: unknown, ...texts: string[]) =>
  leavesOf(file).flatMap((path) => texts.map((text) => [path.join('.'), text, withValue(file, path, text)] as const));

describe('a variable of the machine never shows, is stored in clear or sent', () => {
  test.each([
    ...rows(LITELLM, 'os.environ/A_SECRET'),
    ...rows(
      CONTINUE,
      template('A_SECRET'),
      template('org/pkg/A_SECRET').replaceAll(' ', ''),
      `gpt-${template('A_SECRET')}`,
      `${template('OPENAI_BASE_URL')}/${template('A_SECRET')}`,
    ),
  ])('%s: %s', (_, __, file) => {
    for (const value of VALUES) {
      expect(shown(file, { A_SECRET: value, OPENAI_BASE_URL: 'https://gw.test' })).not.toContain('hush');
    }
  });

  test('nor through a variable that the file sets to it, nor from what every object has', () => {
    const own = {
      model_list: [{ model_name: 'a', litellm_params: { model: 'os.environ/M', api_key: 'os.environ/M' } }],
    };
    const file = { ...own, environment_variables: { M: 'os.environ/A_SECRET' } };
    expect(shown(file, { A_SECRET: 'hush', M: 'openai/hush' })).not.toContain('hush');
    const odd = withValue(own, ['model_list', 0, 'litellm_params', 'api_key'], 'os.environ/constructor');
    expect(() => shown(withValue(odd, ['model_list', 0, 'litellm_params', 'model'], 'openai/x'), {})).not.toThrow();
    const key = withValue(CONTINUE, ['models', 0, 'apiKey'], template('constructor'));
    expect(() => shown(key, {})).not.toThrow();
  });
});

describe('a model that is named by a variable', () => {
  const notesOf = (file: unknown) => {
    const brought = bringFile(JSON.stringify(file), options({ GITHUB_TOKEN: 'ghp_1' }));
    return { models: Object.keys(brought.settings.models), notes: brought.notes };
  };
  const note = (path: string) =>
    expect.objectContaining({
      path,
      why: 'the variable GITHUB_TOKEN would be stored and sent in clear',
      todo: 'write its value out, and import again',
    });

  test('of LiteLLM is left out, with its address and key; the others come', () => {
    const params = { model: 'os.environ/GITHUB_TOKEN', api_base: EVIL, api_key: 'k1' };
    const model_list = [
      { model_name: 'a', litellm_params: params },
      { model_name: 'b', litellm_params: { model: 'openai/b' } },
    ];
    const { models, notes } = notesOf({ model_list });
    expect(models).toEqual(['openai/b']);
    expect(notes).toEqual([note('model_list[0].litellm_params.model')]);
    expect(bringLog(bringFile(JSON.stringify({ model_list }), options())).join()).not.toContain('evil');
  });

  test.each([
    [{ model: template('GITHUB_TOKEN') }, 'models[0].model'],
    [{ model: `gpt-${template('GITHUB_TOKEN')}` }, 'models[0].model'],
    [{ provider: 'azure', env: { deployment: template('GITHUB_TOKEN') } }, 'models[0].env.deployment'],
    [{ provider: 'azure', engine: template('GITHUB_TOKEN') }, 'models[0].engine'],
  ])('of Continue too: %j', (fields, path) => {
    const one = { name: 'm', provider: 'openai', model: 'x', apiBase: EVIL, apiKey: 'k1', ...fields };
    expect(notesOf({ models: [one, { name: 'n', provider: 'openai', model: 'n' }] })).toEqual({
      models: ['openai/n'],
      notes: [note(path)],
    });
  });
});

describe('a variable is taken', () => {
  const log = (params: object, env: Record<string, string>, more: object = {}) =>
    bringLog(
      bringFile(JSON.stringify({ model_list: [{ model_name: 'a', litellm_params: params }], ...more }), options(env)),
    );

  test('where the file itself sets it', () => {
    const own = { environment_variables: { M: 'openai/own', B: 'https://own.test/v1', O: 'org-own' } };
    const params = { model: 'os.environ/M', api_base: 'os.environ/B', organization: 'os.environ/O', api_key: 'k1' };
    expect(log(params, { M: 'openai/hush', B: 'https://hush.test', O: 'hush' }, own).slice(0, 5)).toEqual([
      `provider own {"api":"openai-chat","baseUrl":"https://own.test/v1","headers":{"OpenAI-Organization":"\${secret:O}"}}`,
      'model own/own',
      'route default: own/own',
      'key k1 of own at https://own.test from model_list[0].litellm_params.api_key',
      'key org-own of own/O at https://own.test from O',
    ]);
  });

  test('as an address or a version where the vendor’s tools look for it, and nowhere else', () => {
    const env = { AZURE_API_BASE: 'https://acme.openai.azure.com', AZURE_API_VERSION: '2024-10-21' };
    const azure = { api_base: 'os.environ/AZURE_API_BASE', api_version: 'os.environ/AZURE_API_VERSION' };
    const address = '"baseUrl":"https://acme.openai.azure.com"';
    expect(log({ model: 'azure/x', ...azure }, env)[0]).toBe(`provider azure {${address},"apiVersion":"2024-10-21"}`);
    expect(log({ model: 'azure/x', ...azure }, {})).toEqual(['left model_list[0].litellm_params.api_base (text)']);
    expect(log({ model: 'openai/x', ...azure }, env)).toEqual(['left model_list[0].litellm_params.api_base (text)']);
    const model = {
      name: 'm',
      provider: 'azure',
      model: 'x',
      apiBase: template('AZURE_API_BASE'),
      apiVersion: 'newest',
    };
    const lines = bringLog(bringFile(JSON.stringify({ models: [model] }), options(env)));
    expect([lines[0], lines.at(-1)]).toEqual([`provider azure {${address}}`, 'left models[0].apiVersion (text)']);
  });

  test('as an organisation like any secret header: held until it is ticked', () => {
    const params = { model: 'openai/x', api_base: EVIL, api_key: 'k1', organization: 'os.environ/A_SECRET' };
    const file = { model_list: [{ model_name: 'a', litellm_params: params }] };
    const { keys, settings } = bringFile(JSON.stringify(file), options({ A_SECRET: 'hush' }));
    expect(settings.providers.evil?.headers).toEqual({ 'OpenAI-Organization': `\${secret:A_SECRET}` });
    expect(keys.map(({ secret, held }) => [secret, held])).toEqual([
      [undefined, undefined],
      ['A_SECRET', 'ask'],
    ]);
  });
});
