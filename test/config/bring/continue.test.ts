import { describe, expect, test } from 'vitest';
import { bringFile } from '../../../src/config/bring/bringFile.ts';
import { parseSettings } from '../../../src/config/parseSettings.ts';
import { bringLog, options } from './bringLog.ts';

/** Brings a file; its settings must be ones that the program takes. */
function log(file: unknown, env: Record<string, string> = {}): string[] {
  const brought = bringFile(typeof file === 'string' ? file : JSON.stringify(file), options(env));
  expect(brought.from).toBe('Continue');
  expect(parseSettings(brought.settings as unknown as Record<string, unknown>).problems).toEqual([]);
  return bringLog(brought);
}

const only = (lines: string[], ...words: string[]) => lines.filter((line) => words.includes(line.split(' ')[0] ?? ''));
const secret = (name: string) => `\${{ secrets.${name} }}`;

test('a config.yaml comes over with its models, keys and order', () => {
  const text = `
name: Mine
version: 1.0.0
schema: v1
models:
  - name: Sonnet
    provider: anthropic
    model: claude-sonnet-5
    apiKey: ${secret('ANTHROPIC_API_KEY')}
    roles: [chat, edit, apply]
    defaultCompletionOptions: { contextLength: 200000, maxTokens: 4000, temperature: 0.2, stop: ["\\n"] }
  - name: Local
    provider: ollama
    model: qwen3:8b
    defaultCompletionOptions: { temperature: 0.2 }
  - name: Complete
    provider: mistral
    model: codestral-latest
    apiKey: sk-of-codestral
    roles: [autocomplete]
context: [{ provider: diff }]
rules: [Be brief]
mcpServers: [{ name: x, command: y, env: { TOKEN: hush-hush } }]
`;
  const lines = log(text, { ANTHROPIC_API_KEY: 'the-key' });
  expect(lines).toEqual([
    'provider anthropic',
    'provider ollama',
    'model anthropic/claude-sonnet-5 {"contextWindow":200000,"maxOutputTokens":4000}',
    'model ollama/qwen3:8b',
    'route default: anthropic/claude-sonnet-5 → ollama/qwen3:8b {"temperature":0.2}',
    'key the-key of anthropic at https://api.anthropic.com from ANTHROPIC_API_KEY',
    'left models[0].defaultCompletionOptions.stop (list of 1)',
    'left models[2].roles (list of 1)',
    'changed models (list of 2)',
    'left context (list of 1)',
    'left rules (list of 1)',
    'left mcpServers (list of 1)',
  ]);
  expect(lines.join()).not.toMatch(/hush|codestral/);
});

test('an older config.json comes over too', () => {
  const file = {
    models: [
      {
        title: 'GPT',
        provider: 'openai',
        model: 'gpt-6-sol',
        apiKey: 'key-of-openai',
        contextLength: 128000,
        completionOptions: { maxTokens: 900 },
        systemMessage: 'hush-hush',
      },
      { title: 'Ollama', provider: 'ollama', model: 'AUTODETECT' },
      {
        title: 'Azure',
        provider: 'azure',
        model: 'gpt-4o',
        apiBase: 'https://acme.openai.azure.com',
        deployment: 'july',
        apiVersion: '2024-10-21',
        apiType: 'azure-openai',
        apiKey: 'key-of-azure',
      },
    ],
    tabAutocompleteModel: { title: 'x', provider: 'ollama', model: 'starcoder' },
    embeddingsProvider: { provider: 'openai', apiKey: 'hush-hush' },
    completionOptions: { temperature: 0.5, topK: 3 },
    requestOptions: { headers: { 'X-Team': 'blue' }, verifySsl: false },
    slashCommands: [],
    allowAnonymousTelemetry: false,
  };
  const lines = log(file);
  expect(lines).toEqual([
    'provider openai {"headers":{"X-Team":"blue"}}',
    'provider ollama {"headers":{"X-Team":"blue"}}',
    'provider azure {"baseUrl":"https://acme.openai.azure.com","apiVersion":"2024-10-21","headers":{"X-Team":"blue"}}',
    'model openai/gpt-6-sol {"contextWindow":128000,"maxOutputTokens":900}',
    'model azure/july',
    'route default: openai/gpt-6-sol → azure/july {"temperature":0.5}',
    'key key-of-openai of openai at https://api.openai.com from models[0].apiKey',
    'key key-of-azure of azure at https://acme.openai.azure.com from models[2].apiKey',
    'left models[0].systemMessage (text)',
    'left models[2].apiType (text)',
    'changed models (list of 2)',
    'left tabAutocompleteModel (mapping of 3)',
    'left embeddingsProvider (mapping of 2)',
    'left slashCommands (list of 0)',
    'changed allowAnonymousTelemetry (no)',
    'left requestOptions.verifySsl (no)',
    'left completionOptions.topK (number)',
    'changed switchyard.providers.ollama (mapping of 0)',
  ]);
  expect(lines.join()).not.toContain('hush');
});

describe('a model', () => {
  const one = (model: object, env: Record<string, string> = {}) =>
    log({ models: [{ name: 'm', provider: 'openai', model: 'x', ...model }] }, env);

  test.each([
    [{ provider: 'gemini' }, 'provider google', 'model google/x'],
    [{ provider: 'xAI' }, 'provider xai', 'model xai/x'],
    [{ provider: 'zAI' }, 'provider zhipu', 'model zhipu/x'],
    [{ provider: 'together' }, 'provider together', 'model together/x'],
    [{ provider: 'moonshot' }, 'provider moonshot {"baseUrl":"https://api.moonshot.cn/v1"}', 'model moonshot/x'],
    [{ provider: 'llama.cpp', apiBase: 'http://localhost:8080/' }, 'provider llamacpp', 'model llamacpp/x'],
    [
      { provider: 'cerebras' },
      'provider cerebras {"api":"openai-chat","baseUrl":"https://api.cerebras.ai/v1"}',
      'model cerebras/x',
    ],
    [
      { provider: 'anthropic', apiBase: 'https://gw.test/v1/' },
      'provider anthropic {"baseUrl":"https://gw.test"}',
      'model anthropic/x',
    ],
    [
      { provider: 'docker' },
      'provider docker {"api":"openai-chat","baseUrl":"http://localhost:12434/engines/v1","auth":"none"}',
      'model docker/x',
    ],
    [
      { useResponsesApi: true },
      'provider openai-responses {"api":"openai-responses","baseUrl":"https://api.openai.com/v1"}',
      'model openai-responses/x',
    ],
    [
      { apiBase: 'http://127.0.0.1:5005/v1' },
      'provider server-127.0.0.1-5005 {"api":"openai-chat","baseUrl":"http://127.0.0.1:5005/v1","auth":"none"}',
      'model server-127.0.0.1-5005/x',
    ],
    [{ requestOptions: { timeout: 30 } }, 'provider openai {"timeouts":{"totalMs":30000}}', 'model openai/x'],
  ])('of %j', (fields, provider, model) => {
    expect(only(one(fields), 'provider', 'model')).toEqual([provider, model]);
  });

  test('with an Authorization header has its key there; other secrets of headers are kept like keys', () => {
    const headers = {
      Authorization: 'Bearer abc',
      'X-Gate': `Gate ${secret('org/GATE')}!`,
      'X-Long': 'A1b2C3d4E5f6G7h8I9j0K1',
    };
    const lines = one({ apiBase: 'https://gw.acme.test/v1', requestOptions: { headers } }, { GATE: 'open' });
    expect(lines).toEqual([
      `provider gw ${JSON.stringify({
        api: 'openai-chat',
        baseUrl: 'https://gw.acme.test/v1',
        headers: { 'X-Gate': `Gate \${secret:GATE}!`, 'X-Long': `\${secret:X_LONG}` },
      })}`,
      'model gw/x',
      'route default: gw/x',
      'key abc of gw at https://gw.acme.test from models[0].requestOptions.headers.Authorization',
      'key open of gw/GATE at https://gw.acme.test from GATE',
      'key A1b2C3d4E5f6G7h8I9j0K1 of gw/X_LONG at https://gw.acme.test from models[0].requestOptions.headers.X-Long',
    ]);
  });

  test('whose key is nowhere, or only described, waits for one', () => {
    const missing = ['no key of openai at https://api.openai.com from'];
    expect(only(one({ apiKey: secret('NOWHERE') }), 'no', 'key')).toEqual([`${missing} NOWHERE`]);
    expect(only(one({ apiKey: '<YOUR_API_KEY>' }), 'no', 'key')).toEqual([`${missing} models[0].apiKey`]);
    expect(only(one({}), 'no', 'key')).toEqual([`${missing} models[0].apiKey`]);
  });

  test.each([
    [{ provider: 'bedrock' }, 'left models[0].provider (text)'],
    [{ provider: undefined }, 'left models[0] (mapping of 2)'],
    [{ model: 'two words' }, 'left models[0].model (text)'],
    [{ apiBase: 'ftp://x.test' }, 'left models[0].apiBase (text)'],
    [{ apiBase: secret('NOWHERE') }, 'left models[0].apiBase (text)'],
    [{ roles: ['embed', 'rerank'] }, 'left models[0].roles (list of 2)'],
  ])('that cannot come is noted: %j', (fields, note) => {
    expect(one(fields).slice(-1)).toEqual([note]);
    expect(only(one(fields), 'model', 'route')).toEqual([]);
  });

  test('of the hub brings the key that is named with it', () => {
    const uses = {
      uses: 'anthropic/claude-sonnet',
      with: { ANTHROPIC_API_KEY: secret('MY_KEY'), OTHER: 'x1' },
      override: {},
    };
    expect(log({ models: [uses] }, { MY_KEY: 'k1' })).toEqual([
      'provider anthropic',
      'key k1 of anthropic at https://api.anthropic.com from MY_KEY',
      'left models[0].uses (text)',
      'left models[0].override (mapping of 0)',
    ]);
  });
});

describe('roles', () => {
  const models = (...roles: (string[] | undefined)[]) => ({
    models: roles.map((role, index) => ({ name: `${index}`, provider: 'openai', model: `m${index}`, roles: role })),
  });

  test.each([
    [[undefined, ['chat', 'edit']], ['default: openai/m0 → openai/m1']],
    [
      [['chat'], ['edit', 'apply']],
      ['default: openai/m0', 'code: openai/m1 → openai/m0', 'fix: openai/m1 → openai/m0'],
    ],
    [
      [['chat', 'edit'], ['summarize']],
      ['default: openai/m0', 'summarize: openai/m1 → openai/m0'],
    ],
    [[['edit']], ['default: openai/m0']],
    [[['apply']], []],
  ])('%j make the routes', (roles, routes) => {
    const lines = only(log(models(...roles)), 'route').map((line) => line.slice('route '.length));
    expect(lines).toEqual(routes);
  });

  test('with different temperatures leave them to the reader', () => {
    const file = {
      models: [0.1, 0.9].map((temperature, i) => ({
        name: 'm',
        provider: 'openai',
        model: `m${i}`,
        defaultCompletionOptions: { temperature },
      })),
    };
    expect(only(log(file), 'route', 'left')).toEqual([
      'route default: openai/m0 → openai/m1',
      'left models.temperature (list of 2)',
    ]);
  });
});
