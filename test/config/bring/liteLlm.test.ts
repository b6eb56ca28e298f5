import { describe, expect, test } from 'vitest';
import { list, liteLlmLog, model, only } from './liteLlmLog.ts';

describe('deployments', () => {
  test.each([
    ['model: gpt-4o', 'openai/gpt-4o', 'OPENAI_API_KEY'],
    ['model: openai/gpt-4o', 'openai/gpt-4o', 'OPENAI_API_KEY'],
    ['model: claude-sonnet-5', 'anthropic/claude-sonnet-5', 'ANTHROPIC_API_KEY'],
    ['model: anthropic/claude-sonnet-5', 'anthropic/claude-sonnet-5', 'ANTHROPIC_API_KEY'],
    ['model: gemini-2.5-pro', 'google/gemini-2.5-pro', 'GEMINI_API_KEY'],
    ['model: gemini/gemini-2.5-pro', 'google/gemini-2.5-pro', 'GEMINI_API_KEY'],
    ['model: openrouter/anthropic/claude-opus-5.5', 'openrouter/anthropic/claude-opus-5.5', 'OPENROUTER_API_KEY'],
    ['model: together_ai/openai/gpt-oss-20b', 'together/openai/gpt-oss-20b', 'TOGETHERAI_API_KEY'],
    ['model: deepseek/deepseek-chat', 'deepseek/deepseek-chat', 'DEEPSEEK_API_KEY'],
    ['model: groq/openai/gpt-oss-20b', 'groq/openai/gpt-oss-20b', 'GROQ_API_KEY'],
    ['model: xai/grok-4.6', 'xai/grok-4.6', 'XAI_API_KEY'],
    ['model: mistral/mistral-large-2512', 'mistral/mistral-large-2512', 'MISTRAL_API_KEY'],
    ['model: moonshot/kimi-k3', 'moonshot/kimi-k3', 'MOONSHOT_API_KEY'],
    ['model: dashscope/qwen3.8-max', 'qwen/qwen3.8-max', 'DASHSCOPE_API_KEY'],
    ['model: zai/glm-5.3', 'zhipu/glm-5.3', 'ZAI_API_KEY'],
    ['model: cerebras/llama-9', 'cerebras/llama-9', 'CEREBRAS_API_KEY'],
    ['model: gpt-4o, custom_llm_provider: openrouter', 'openrouter/gpt-4o', 'OPENROUTER_API_KEY'],
  ])('of a known vendor: %s', (params, id, variable) => {
    const lines = liteLlmLog(list(model('m', params)), { [variable]: 'the-key' });
    expect(only(lines, 'model', 'route', 'left')).toEqual([`model ${id}`, `route default: ${id}`]);
    expect(only(lines, 'key')).toEqual([
      expect.stringMatching(`^key the-key of ${id.split('/')[0]} at https://.* from ${variable}$`),
    ]);
  });

  test.each([
    ['model: ollama/llama3', ['provider ollama', 'model ollama/llama3']],
    ['model: ollama_chat/llama3, api_base: "http://localhost:11434"', ['provider ollama', 'model ollama/llama3']],
    [
      'model: ollama_chat/llama3, api_base: "http://gpu.test:11434"',
      ['provider ollama {"baseUrl":"http://gpu.test:11434/v1"}', 'model ollama/llama3'],
    ],
    [
      'model: hosted_vllm/org/m, api_base: "http://0.0.0.0:9000/v1"',
      ['provider vllm {"baseUrl":"http://127.0.0.1:9000/v1"}', 'model vllm/org/m'],
    ],
    ['model: lm_studio/m, api_base: "http://127.0.0.1:1234/v1"', ['provider lmstudio', 'model lmstudio/m']],
    [
      'model: openai/org/m, api_base: "http://0.0.0.0:4000/v1", api_key: none',
      [
        'provider server-127.0.0.1-4000 {"api":"openai-chat","baseUrl":"http://127.0.0.1:4000/v1","auth":"none"}',
        'model server-127.0.0.1-4000/org/m',
      ],
    ],
    ['model: openai/x, api_base: "https://openrouter.ai/api/v1"', ['provider openrouter', 'model openrouter/x']],
  ])('at an address: %s', (params, expected) => {
    expect(only(liteLlmLog(list(model('m', params))), 'provider', 'model', 'key')).toEqual(expected);
  });

  test('of one’s own endpoint get a provider called after its host, and wait for a key', () => {
    const text = list(
      model('m', 'model: openai/qwen3, api_base: "https://api.acme.test/v1", api_key: os.environ/ACME'),
    );
    expect(liteLlmLog(text, { ACME: 'a-key' })).toEqual([
      'provider acme {"api":"openai-chat","baseUrl":"https://api.acme.test/v1"}',
      'model acme/qwen3',
      'route default: acme/qwen3',
      'key a-key of acme at https://api.acme.test from ACME',
    ]);
    expect(only(liteLlmLog(text), 'no')).toEqual(['no key of acme at https://api.acme.test from ACME']);
    const silent = list(model('m', 'model: openai/qwen3, api_base: "https://api.acme.test/v1"'));
    expect(only(liteLlmLog(silent, { OPENAI_API_KEY: 'vendor-key' }), 'no', 'key')).toEqual([
      'no key of acme at https://api.acme.test from model_list[0].litellm_params.api_key',
    ]);
  });

  test('of Azure: each resource is a provider, one of them called azure', () => {
    const text = list(
      model(
        'gpt',
        'model: azure/o_series/eu, api_base: "https://acme-eu.openai.azure.com/", api_version: 2024-10-21, api_key: eu-key',
      ),
      model(
        'gpt',
        'model: azure/ca, api_base: "https://acme-ca.openai.azure.com/openai/deployments/ca", azure_ad_token: os.environ/T, order: 1',
      ),
    );
    expect(liteLlmLog(text, { T: 'a-token' })).toEqual([
      'provider azure {"baseUrl":"https://acme-eu.openai.azure.com","apiVersion":"2024-10-21"}',
      'provider acme-ca {"api":"openai-chat","baseUrl":"https://acme-ca.openai.azure.com","auth":"token"}',
      'model azure/eu',
      'model acme-ca/ca',
      'route default: acme-ca/ca → azure/eu',
      'key eu-key of azure at https://acme-eu.openai.azure.com from model_list[0].litellm_params.api_key',
      'key a-token of acme-ca at https://acme-ca.openai.azure.com from T',
    ]);
  });

  test('of one vendor with two keys are two providers; with the same key one', () => {
    const text = list(
      model('m', 'model: openai/a, api_key: key-one'),
      model('m', 'model: openai/a, api_key: os.environ/TWO'),
      model('m', 'model: openai/b, api_key: key-one'),
    );
    expect(only(liteLlmLog(text, { TWO: 'key-two' }), 'provider', 'route')).toEqual([
      'provider openai',
      'provider openai-2 {"api":"openai-chat","baseUrl":"https://api.openai.com/v1"}',
      'route default: openai/a → openai-2/a → openai/b',
    ]);
    expect(only(liteLlmLog(text, { TWO: 'key-one' }), 'provider')).toEqual(['provider openai']);
  });

  test('of the Responses API are a provider of their own', () => {
    const text = list(
      model('a', 'model: openai/responses/gpt-6'),
      model('b', 'model: openai/gpt-6-pro', ', model_info: {mode: responses}'),
    );
    expect(only(liteLlmLog(text), 'provider', 'model')).toEqual([
      'provider openai-responses {"api":"openai-responses","baseUrl":"https://api.openai.com/v1"}',
      'model openai-responses/gpt-6',
      'model openai-responses/gpt-6-pro',
    ]);
  });

  test('keep what is known of their model', () => {
    const text = list(
      model(
        'm',
        'model: openai/a, max_tokens: 4000, input_cost_per_token: 2.7e-07, output_cost_per_token: "1.1e-06", cache_read_input_token_cost: 7e-8',
        ', model_info: {max_input_tokens: 131072, supports_vision: true, supports_function_calling: true, supports_response_schema: false, supports_reasoning: false, supports_prompt_caching: true}',
      ),
    );
    expect(only(liteLlmLog(text), 'model', 'left')).toEqual([
      `model openai/a ${JSON.stringify({
        price: { input: 0.27, cachedInput: 0.07, output: 1.1 },
        contextWindow: 131072,
        capabilities: ['tools', 'vision', 'cache'],
        maxOutputTokens: 4000,
      })}`,
    ]);
  });

  test('keep the rates of longer inputs', () => {
    const costs = [
      ...['input_cost_per_token: 1.25e-06', 'output_cost_per_token: 1e-05', 'cache_read_input_token_cost: 3e-07'],
      ...['input_cost_per_token_above_200k_tokens: 2.5e-06', 'output_cost_per_token_above_200k_tokens: 1.5e-05'],
      'cache_creation_input_token_cost_above_1hr: 4e-06',
    ];
    expect(only(liteLlmLog(list(model('m', `model: openai/a, ${costs.join(', ')}`))), 'model', 'left')).toEqual([
      `model openai/a ${JSON.stringify({
        price: {
          ...{ input: 1.25, cachedInput: 0.3, cacheWrite1h: 4, output: 10 },
          tiers: [{ aboveInputTokens: 200_000, input: 2.5, output: 15 }],
        },
      })}`,
    ]);
  });

  test('that say only part of it leave the rest to the catalogue', () => {
    const text = list(
      model('m', 'model: openai/a, input_cost_per_token: 1e-6', ', model_info: {supports_vision: true, base_model: x}'),
    );
    expect(only(liteLlmLog(text), 'model', 'left')).toEqual([
      'model openai/a',
      'left model_list[0].model_info.supports_vision (yes)',
      'left model_list[0].model_info.base_model (text)',
    ]);
  });

  test('take shared credentials, variables of the file, headers and an organisation', () => {
    const text = [
      list(
        model(
          'm',
          'model: openai/a, litellm_credential_name: shared, extra_headers: {X-Team: blue, X-Auth: s3, X-Var: os.environ/V}, organization: org-1',
        ),
      ),
      'credential_list: [{credential_name: shared, credential_values: {api_key: os.environ/K, api_base: os.environ/B}}]',
      'environment_variables: {B: "https://gw.acme.test/v1"}',
    ].join('\n');
    expect(liteLlmLog(text, { K: 'a-key', V: 'v-secret', B: 'https://elsewhere.test' })).toEqual([
      `provider gw ${JSON.stringify({
        api: 'openai-chat',
        baseUrl: 'https://gw.acme.test/v1',
        headers: {
          'X-Team': 'blue',
          'X-Auth': `\${secret:X_AUTH}`,
          'X-Var': `\${secret:V}`,
          'OpenAI-Organization': 'org-1',
        },
      })}`,
      'model gw/a',
      'route default: gw/a',
      'key a-key of gw at https://gw.acme.test from K',
      'key s3 of gw/X_AUTH at https://gw.acme.test from model_list[0].litellm_params.extra_headers.X-Auth',
      'key v-secret of gw/V at https://gw.acme.test from V',
      'left environment_variables (mapping of 1)',
    ]);
  });

  test('that cannot come are noted: other APIs, no chat, no address, no name', () => {
    const text = list(
      model('a', 'model: bedrock/anthropic.claude-v2, aws_region_name: us-east-1'),
      model('b', 'model: openai/text-embedding-3-small'),
      model('c', 'model: openai/gpt-image', ', model_info: {mode: image_generation}'),
      model('d', 'model: azure/x, api_base: os.environ/NOWHERE'),
      model('e', 'model: openai/x, api_base: "https://user:pass@acme.test"'),
      '  - {model_name: f}',
      '  - just text',
      model('"*"', 'model: "*"'),
      model('g', 'model: unheard-of'),
      model('ok', 'model: openai/x'),
    );
    expect(only(liteLlmLog(text), 'provider', 'left')).toEqual(
      [
        'provider openai',
        'left model_list[0].litellm_params.model (text)',
        'left model_list[1, 2] (mapping of 2)',
        'left model_list[3].litellm_params.api_base (text)',
        'left model_list[4].litellm_params.api_base (text)',
        'left model_list[5, 6] (mapping of 1)',
        'left model_list[7].litellm_params.model (text)',
        'left model_list[8].litellm_params.model (text)',
      ].sort((a, b) => a.length - b.length && 0),
    );
  });

  test('with a key for an unencrypted address elsewhere lose the key', () => {
    const lines = liteLlmLog(
      list(model('m', 'model: openai/x, api_base: "http://10.0.0.5:8000/v1", api_key: real-key-1')),
    );
    expect(only(lines, 'key', 'no', 'left')).toEqual(['left model_list[0].litellm_params.api_key (text)']);
  });

  test('do not take an id that the user has for another address', () => {
    const text = list(model('m', 'model: azure/x, api_base: "https://acme-eu.openai.azure.com", api_key: k1'));
    const other = { azure: { baseUrl: 'https://mine.openai.azure.com' } };
    const same = { azure: { baseUrl: 'https://acme-eu.openai.azure.com/' } };
    expect(only(liteLlmLog(text, {}, other), 'model')).toEqual(['model acme-eu/x']);
    expect(only(liteLlmLog(text, {}, same), 'model')).toEqual(['model azure/x']);
  });
});
