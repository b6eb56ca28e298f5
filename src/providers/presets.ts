import type { Preset } from '../core/models/preset.ts';
import { BILLING_PAGES } from './billingPages.ts';
import { DATA_POLICIES } from './dataPolicies.ts';

/**
 * The vendors, gateways and local servers known by name: one row each, model names as of November 2026. A vendor with
 * only two sizes names `budget` and `premium`, so that no hard request starts at the small one; gateways without a
 * catalogue and local servers name none, they list their own.
 */
const ROWS: readonly Preset[] = [
  {
    // developers.openai.com/api/docs/models; reasoning models refuse `max_tokens` (API reference, chat/create).
    id: 'openai',
    name: 'OpenAI',
    api: 'openai-chat',
    baseUrl: 'https://api.openai.com/v1',
    auth: 'key',
    keysUrl: 'https://platform.openai.com/api-keys',
    models: { budget: 'gpt-6-luna', standard: 'gpt-6-sol', premium: 'gpt-6-astra' },
    bill: 'openai',
    quirks: {
      outputLimit: 'max_completion_tokens',
      structured: 'schema',
      // Reasoning models call tools, or are served at all, only there (developers.openai.com, deployment checklist).
      responsesModels:
        '^(?:(?:o\\d|gpt-(?:[5-9]|\\d\\d))(?!.*-(?:chat|search|audio|realtime|image))|codex|computer-use)',
    },
  },
  {
    // platform.claude.com/docs/en/about-claude/models/overview
    id: 'anthropic',
    name: 'Anthropic',
    api: 'anthropic-messages',
    baseUrl: 'https://api.anthropic.com',
    auth: 'key',
    keysUrl: 'https://platform.claude.com/settings/keys',
    models: { budget: 'claude-haiku-5-5', standard: 'claude-sonnet-5-5', premium: 'claude-opus-5-5' },
    bill: 'anthropic',
  },
  {
    // ai.google.dev/gemini-api/docs/models
    id: 'google',
    name: 'Google Gemini',
    api: 'gemini',
    baseUrl: 'https://generativelanguage.googleapis.com',
    auth: 'key',
    keysUrl: 'https://aistudio.google.com/apikey',
    models: { budget: 'gemini-3.5-flash-lite', standard: 'gemini-3.8-flash', premium: 'gemini-4-argon' },
  },
  {
    // api-docs.deepseek.com/quick_start/pricing: `deepseek-flash` replaces the `deepseek-v4-flash` and `-chat` names.
    // /guides/chat_prefix_completion: an answer's beginning is taken at the base URL that ends in `/beta` only.
    id: 'deepseek',
    name: 'DeepSeek',
    api: 'openai-chat',
    baseUrl: 'https://api.deepseek.com',
    auth: 'key',
    keysUrl: 'https://platform.deepseek.com/api_keys',
    models: { budget: 'deepseek-flash', premium: 'deepseek-v4-pro' },
    quirks: { structured: 'object', reasoningBack: 'reasoning_content', prefill: { mark: 'prefix' } },
  },
  {
    // openrouter.ai/docs/use-cases/usage-accounting: usage with its cost comes unasked, `stream_options` has no effect.
    // Its models are listed to everybody; openrouter.ai/docs/api-reference/limits: GET /key tells of the key.
    id: 'openrouter',
    name: 'OpenRouter',
    api: 'openai-chat',
    baseUrl: 'https://openrouter.ai/api/v1',
    auth: 'key',
    keysUrl: 'https://openrouter.ai/settings/keys',
    models: {
      budget: 'openai/gpt-6-luna',
      standard: 'anthropic/claude-sonnet-5',
      premium: 'anthropic/claude-opus-5.5',
    },
    bill: 'openrouter',
    quirks: { reasoningBack: 'reasoning_details', effort: 'reasoning', keyPath: '/key' },
  },
  {
    // docs.mistral.ai/models and /resources/changelogs: unknown fields are refused ("Extra inputs are not permitted"),
    // `stream_options` among them; usage comes unasked. Dated names: the catalogue's prices for `-latest` are old ones.
    // /guides/prefix: every chat model takes the beginning of its answer, marked as such.
    id: 'mistral',
    name: 'Mistral',
    api: 'openai-chat',
    baseUrl: 'https://api.mistral.ai/v1',
    auth: 'key',
    keysUrl: 'https://console.mistral.ai/api-keys',
    models: { budget: 'mistral-small-2603', standard: 'mistral-large-2512', premium: 'mistral-medium-latest' },
    quirks: { noStreamOptions: true, effort: 'none', prefill: { mark: 'prefix', all: true } },
  },
  {
    // console.groq.com/docs/models, production ones only; the limit's name from its client, groq/groq-python.
    id: 'groq',
    name: 'Groq',
    api: 'openai-chat',
    baseUrl: 'https://api.groq.com/openai/v1',
    auth: 'key',
    keysUrl: 'https://console.groq.com/keys',
    models: { budget: 'openai/gpt-oss-20b', premium: 'openai/gpt-oss-120b' },
    quirks: { outputLimit: 'max_completion_tokens' },
  },
  {
    // docs.together.ai/docs/serverless/models; its OpenAPI document names this host, api.together.xyz is the older one.
    id: 'together',
    name: 'Together AI',
    api: 'openai-chat',
    baseUrl: 'https://api.together.ai/v1',
    auth: 'key',
    keysUrl: 'https://api.together.ai/settings/api-keys',
    models: {
      budget: 'openai/gpt-oss-20b',
      standard: 'openai/gpt-oss-120b',
      premium: 'deepseek-ai/DeepSeek-V4-Pro',
    },
  },
  {
    // docs.x.ai/developers/models and /migration/may-15-retirement, which puts grok-4.3 in place of older ones.
    id: 'xai',
    name: 'xAI',
    api: 'openai-chat',
    baseUrl: 'https://api.x.ai/v1',
    auth: 'key',
    keysUrl: 'https://console.x.ai',
    models: { budget: 'grok-4.3', premium: 'grok-4.6' },
    catalogId: 'x-ai',
  },
  {
    // platform.kimi.ai/docs/models and /docs/api/chat, which documents `max_completion_tokens`, K3's only output limit;
    // /docs/guide/use-partial-mode-feature-of-kimi-api: the beginning of an answer, marked as such.
    id: 'moonshot',
    name: 'Moonshot AI (Kimi)',
    api: 'openai-chat',
    baseUrl: 'https://api.moonshot.ai/v1',
    auth: 'key',
    keysUrl: 'https://platform.kimi.ai/console/api-keys',
    models: { budget: 'kimi-k2.6', standard: 'kimi-k2.7-code', premium: 'kimi-k3' },
    catalogId: 'moonshotai',
    quirks: {
      outputLimit: 'max_completion_tokens',
      reasoningBack: 'reasoning_content',
      effort: 'none',
      prefill: { mark: 'partial', all: true },
    },
  },
  {
    // alibabacloud.com/help/model-studio/base-url: Singapore's shared domain; a workspace has its own besides.
    id: 'qwen',
    name: 'Qwen (Alibaba Model Studio)',
    api: 'openai-chat',
    baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
    auth: 'key',
    keysUrl: 'https://www.alibabacloud.com/help/en/model-studio/get-api-key',
    models: { budget: 'qwen3.8-flash', standard: 'qwen3.7-plus', premium: 'qwen3.8-max' },
    // alibabacloud.com/help/model-studio/partial-mode, for some of its models.
    quirks: { prefill: { mark: 'partial' } },
  },
  {
    // docs.z.ai/guides/capabilities/streaming: the international endpoint; usage comes unasked in the last chunk.
    id: 'zhipu',
    name: 'Zhipu GLM (Z.ai)',
    api: 'openai-chat',
    baseUrl: 'https://api.z.ai/api/paas/v4',
    auth: 'key',
    keysUrl: 'https://z.ai/manage-apikey/apikey-list',
    models: { budget: 'glm-5.3-flash', premium: 'glm-5.3' },
    catalogId: 'zai',
    quirks: { structured: 'object', reasoningBack: 'reasoning_content', effort: 'none' },
  },
  {
    // github.com/haotokai/ai-unified-sdk, README: the vendor's own client sends to this base URL.
    id: 'haotokai',
    name: 'Haotokai',
    api: 'openai-chat',
    baseUrl: 'https://haotokai.com/v1',
    auth: 'key',
    keysUrl: 'https://haotokai.com',
    models: {},
  },
  {
    // tokenmix.ai/docs/chat-completions
    id: 'tokenmix',
    name: 'TokenMix',
    api: 'openai-chat',
    baseUrl: 'https://api.tokenmix.ai/v1',
    auth: 'key',
    keysUrl: 'https://tokenmix.ai',
    models: {},
  },
  {
    // docs.litellm.ai/docs/proxy/user_keys: port 4000; its key is the master key or a virtual one.
    id: 'litellm',
    name: 'LiteLLM proxy',
    api: 'openai-chat',
    baseUrl: 'http://127.0.0.1:4000/v1',
    auth: 'key',
    local: true,
    models: {},
  },
  {
    // portkey.ai/docs/integrations/libraries/cline and /openwebui: the key as a bearer token, models as `@SLUG/MODEL`.
    id: 'portkey',
    name: 'Portkey',
    api: 'openai-chat',
    baseUrl: 'https://api.portkey.ai/v1',
    auth: 'key',
    keysUrl: 'https://app.portkey.ai/api-keys',
    models: {},
  },
  {
    // docs.ollama.com/api/openai-compatibility: no key, `stream_options` understood.
    id: 'ollama',
    name: 'Ollama',
    api: 'openai-chat',
    baseUrl: 'http://127.0.0.1:11434/v1',
    auth: 'none',
    local: true,
    free: true,
    models: {},
  },
  {
    // lmstudio.ai/docs/api/openai-api
    id: 'lmstudio',
    name: 'LM Studio',
    api: 'openai-chat',
    baseUrl: 'http://127.0.0.1:1234/v1',
    auth: 'none',
    local: true,
    free: true,
    models: {},
  },
  {
    // github.com/ggml-org/llama.cpp, tools/server/README.md
    id: 'llamacpp',
    name: 'llama.cpp',
    api: 'openai-chat',
    baseUrl: 'http://127.0.0.1:8080/v1',
    auth: 'none',
    local: true,
    free: true,
    models: {},
  },
  {
    // docs.vllm.ai/en/latest/serving/openai_compatible_server.html; not `free`: what rented hardware costs is unknown.
    id: 'vllm',
    name: 'vLLM',
    api: 'openai-chat',
    baseUrl: 'http://127.0.0.1:8000/v1',
    auth: 'none',
    local: true,
    models: {},
  },
  {
    // learn.microsoft.com/azure/ai-foundry/openai/reference: models are the names of one's own deployments.
    id: 'azure',
    name: 'Azure OpenAI',
    api: 'openai-chat',
    baseUrl: 'https://YOUR-RESOURCE.openai.azure.com',
    auth: 'key',
    keysUrl: 'https://ai.azure.com',
    local: true,
    models: {},
    quirks: { azure: true, outputLimit: 'max_completion_tokens' },
  },
  {
    // code.visualstudio.com/api/extension-guides/ai/language-model: the models other extensions offer in this editor.
    id: 'editor',
    name: "This editor's models",
    api: 'vscode-lm',
    baseUrl: 'vscode-lm:',
    auth: 'none',
    local: true,
    models: {},
  },
];

/** Every row with what its vendor says of data, and where it is paid. */
export const PRESETS: readonly Preset[] = ROWS.map((row) => {
  const [dataPolicy, billingUrl] = [DATA_POLICIES[row.id], BILLING_PAGES[row.id]];
  return { ...row, ...(dataPolicy && { dataPolicy }), ...(billingUrl && { billingUrl }) };
});
