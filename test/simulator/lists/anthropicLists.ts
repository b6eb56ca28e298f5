import { anthropicMessages } from '../anthropicMessages/dialect.ts';
import type { ModelFacts } from '../behaviour.ts';
import { type Endpoint, isAble, modelsOf } from '../endpoint.ts';

type Model = ModelFacts & { readonly id: string };

const forAnthropic: Endpoint['applies'] = (headers) => headers['anthropic-version'] !== undefined;

/** Anthropic's list in pages (platform.claude.com/docs/en/api/models/list); OpenAI's has the same path and no version. */
export const anthropicLists: readonly Endpoint[] = [
  {
    method: 'GET',
    path: /^\/v1\/models$/,
    applies: forAnthropic,
    key: 'key',
    dialect: anthropicMessages,
    answer: ({ provider, query }) => {
      const all = modelsOf(provider);
      const limit = Number(query.get('limit') ?? 20);
      const before = all.findIndex(({ id }) => id === query.get('before_id'));
      const first = query.has('before_id')
        ? Math.max(0, before - limit)
        : all.findIndex(({ id }) => id === query.get('after_id')) + 1;
      const end = query.has('before_id') ? before : first + limit;
      const page = all.slice(first, end);
      const more = query.has('before_id') ? first > 0 : end < all.length;
      const ids = { first_id: page[0]?.id ?? null, last_id: page.at(-1)?.id ?? null };
      return { body: { data: page.map(row), has_more: more, ...ids } };
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/models\/(.+)$/,
    applies: forAnthropic,
    key: 'key',
    dialect: anthropicMessages,
    answer: ({ provider, groups: [id = ''] }) => {
      const model = modelsOf(provider).find((known) => known.id === decodeURIComponent(id));
      return model ? { body: row(model) } : { type: 'unknownModel', model: id };
    },
  },
];

function row(model: Model): object {
  const supported = (ability: Parameters<typeof isAble>[1]) => ({ supported: isAble(model, ability) });
  return {
    type: 'model',
    id: model.id,
    display_name: model.name ?? model.id,
    created_at: '2025-10-01T00:00:00Z',
    lifecycle: 'active',
    max_input_tokens: model.contextWindow ?? 200_000,
    max_tokens: model.maxOutputTokens ?? 64_000,
    capabilities: {
      image_input: supported('vision'),
      structured_outputs: supported('json'),
      thinking: { ...supported('reasoning'), types: { adaptive: { supported: true }, enabled: { supported: true } } },
    },
  };
}
