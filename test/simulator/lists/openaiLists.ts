import type { ModelFacts, SimulatedVendor } from '../behaviour.ts';
import { type Endpoint, isAble, modelsOf, type Question } from '../endpoint.ts';
import { openaiChat } from '../openaiChat/dialect.ts';

type Model = ModelFacts & { readonly id: string };

/** `GET /models` of OpenAI and of the vendors that add to it, and one model of it. */
export const openaiLists: readonly Endpoint[] = [
  {
    method: 'GET',
    path: /^(?:\/api|\/openai)?\/v1\/models$/,
    key: 'key',
    dialect: openaiChat,
    answer: ({ name, provider }) => {
      const row = rows[provider.vendor ?? 'openai'];
      return { body: { object: 'list', data: modelsOf(provider).map((model) => row(model, name)) } };
    },
  },
  {
    method: 'GET',
    path: /^(?:\/api|\/openai)?\/v1\/models\/(.+)$/,
    key: 'key',
    dialect: openaiChat,
    answer: oneModel,
  },
  {
    // The deployments of a resource; Azure has moved them to another API since, this version still lists them.
    method: 'GET',
    path: /^\/openai\/(?:deployments|models)$/,
    applies: (_, query) => query.has('api-version'),
    key: 'key',
    dialect: openaiChat,
    answer: ({ provider }) => ({ body: { object: 'list', data: modelsOf(provider).map(azureRow) } }),
  },
];

function oneModel({ name, provider, groups: [id = ''] }: Question): ReturnType<Endpoint['answer']> {
  const model = modelsOf(provider).find((known) => known.id === decodeURIComponent(id));
  if (!model) return { type: 'unknownModel', model: id };
  return { body: rows[provider.vendor ?? 'openai'](model, name) };
}

const rows: Record<SimulatedVendor, (model: Model, owner: string) => object> = {
  openai: openaiRow,
  azure: azureRow,
  mistral: mistralRow,
  openrouter: openrouterRow,
  ollama: ({ id }) => openaiRow({ id }, 'library'),
  llamacpp: llamacppRow,
};

function openaiRow({ id }: Model, owner: string): object {
  return { id, object: 'model', created: 1_700_000_000, owned_by: owner };
}

/** learn.microsoft.com/rest/api/azureopenai/models/list. */
function azureRow(model: Model): object {
  const capabilities = {
    chat_completion: true,
    completion: false,
    embeddings: false,
    fine_tune: false,
    inference: true,
  };
  const dates = { created_at: 1_700_000_000, updated_at: 1_700_000_000 };
  return { ...openaiRow(model, ''), model: model.id, ...dates, status: 'succeeded', capabilities };
}

/** docs.mistral.ai/api, list models. */
function mistralRow(model: Model): object {
  return {
    ...openaiRow(model, 'mistralai'),
    name: model.name ?? model.id,
    max_context_length: model.contextWindow ?? 32_768,
    capabilities: {
      completion_chat: true,
      function_calling: isAble(model, 'tools'),
      vision: isAble(model, 'vision'),
      fine_tuning: false,
    },
    type: 'base',
  };
}

/** openrouter.ai/docs/api-reference/models: prices are decimal texts in US$ per token. */
function openrouterRow(model: Model): object {
  const { price } = model;
  const parameters = ['max_tokens', 'temperature', 'stop', 'seed'];
  if (isAble(model, 'tools')) parameters.push('tools', 'tool_choice');
  if (isAble(model, 'json')) parameters.push('response_format', 'structured_outputs');
  if (isAble(model, 'reasoning')) parameters.push('reasoning', 'include_reasoning');
  return {
    id: model.id,
    canonical_slug: model.id,
    name: model.name ?? model.id,
    created: 1_700_000_000,
    description: 'A simulated model.',
    context_length: model.contextWindow ?? 128_000,
    architecture: {
      input_modalities: isAble(model, 'vision') ? ['text', 'image'] : ['text'],
      output_modalities: ['text'],
      tokenizer: 'Other',
      instruct_type: null,
    },
    pricing: {
      prompt: perToken(price?.input),
      completion: perToken(price?.output),
      request: '0',
      image: '0',
      ...(price?.cachedInput !== undefined && { input_cache_read: perToken(price.cachedInput) }),
      ...(price?.cacheWrite !== undefined && { input_cache_write: perToken(price.cacheWrite) }),
    },
    top_provider: {
      context_length: model.contextWindow ?? 128_000,
      max_completion_tokens: model.maxOutputTokens ?? null,
      is_moderated: false,
    },
    per_request_limits: null,
    supported_parameters: parameters,
  };
}

function perToken(perMillion = 0): string {
  return (perMillion / 1e6).toFixed(12).replace(/\.?0+$/, '');
}

/** github.com/ggml-org/llama.cpp, tools/server/README.md. */
function llamacppRow(model: Model): object {
  const meta = { vocab_type: 1, n_vocab: 32_000, n_ctx_train: model.contextWindow ?? 4096, n_embd: 4096 };
  return { ...openaiRow(model, 'llamacpp'), meta };
}
