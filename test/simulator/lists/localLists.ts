import { type Endpoint, isAble, modelsOf } from '../endpoint.ts';
import { fieldsOf } from '../json.ts';
import { openaiChat } from '../openaiChat/dialect.ts';

const WINDOW = 4096;

/** Ollama's own API (github.com/ollama/ollama, docs/api.md) and llama.cpp's properties (tools/server/README.md). */
export const localLists: readonly Endpoint[] = [
  {
    method: 'GET',
    path: /^\/api\/version$/,
    key: 'none',
    dialect: openaiChat,
    answer: () => ({ body: { version: '0.12.6' } }),
  },
  {
    method: 'GET',
    path: /^\/api\/tags$/,
    key: 'none',
    dialect: openaiChat,
    answer: ({ provider }) => ({ body: { models: modelsOf(provider).map(({ id }) => tag(id)) } }),
  },
  {
    method: 'POST',
    path: /^\/api\/show$/,
    key: 'none',
    dialect: openaiChat,
    answer: ({ provider, body }) => {
      const asked = String(fieldsOf(body).model ?? fieldsOf(body).name ?? '');
      const model = modelsOf(provider).find(({ id }) => id === asked);
      if (!model) return { type: 'unknownModel', model: asked };
      const abilities = (['tools', 'vision', 'reasoning'] as const).filter((ability) => isAble(model, ability));
      const names = { tools: 'tools', vision: 'vision', reasoning: 'thinking' };
      return {
        body: {
          modelfile: `FROM ${model.id}`,
          parameters: 'num_ctx 4096',
          template: '{{ .Prompt }}',
          details: tag(model.id).details,
          model_info: {
            'general.architecture': 'llama',
            'general.parameter_count': 8_030_261_248,
            'llama.context_length': model.contextWindow ?? WINDOW,
          },
          capabilities: ['completion', ...abilities.map((ability) => names[ability])],
          modified_at: '2025-10-01T12:00:00Z',
        },
      };
    },
  },
  {
    method: 'GET',
    path: /^(?:\/v1)?\/props$/,
    key: 'key',
    dialect: openaiChat,
    answer: ({ provider }) => {
      const [model] = modelsOf(provider);
      return {
        body: {
          default_generation_settings: { id: 0, n_ctx: model?.contextWindow ?? WINDOW, params: { temperature: 0.8 } },
          total_slots: 1,
          model_alias: model?.id,
          model_path: `/models/${model?.id}.gguf`,
          chat_template: '',
          modalities: { vision: model !== undefined && isAble(model, 'vision'), audio: false },
          build_info: 'b6700-simulated',
        },
      };
    },
  },
];

function tag(id: string) {
  const details = {
    format: 'gguf',
    family: 'llama',
    families: ['llama'],
    parameter_size: '8.0B',
    quantization_level: 'Q4_K_M',
  };
  return {
    name: id,
    model: id,
    modified_at: '2025-10-01T12:00:00Z',
    size: 4_661_224_676,
    digest: 'simulated',
    details,
  };
}
