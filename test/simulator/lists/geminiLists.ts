import type { ModelFacts } from '../behaviour.ts';
import { type Endpoint, isAble, modelsOf, type Question } from '../endpoint.ts';
import { gemini } from '../gemini/dialect.ts';

type Model = ModelFacts & { readonly id: string };

/** Google's list in pages (ai.google.dev/api/models); `v1` has the path of others' lists, but a key of its own. */
export const geminiLists: readonly Endpoint[] = [
  { method: 'GET', path: /^\/v1beta\/models$/, key: 'key', dialect: gemini, answer: list },
  { method: 'GET', path: /^\/v1beta\/models\/([^:]+)$/, key: 'key', dialect: gemini, answer: one },
  { method: 'GET', path: /^\/v1\/models$/, applies: byGoogleKey, key: 'key', dialect: gemini, answer: list },
  { method: 'GET', path: /^\/v1\/models\/([^:]+)$/, applies: byGoogleKey, key: 'key', dialect: gemini, answer: one },
];

function byGoogleKey(headers: Question['headers'], query: URLSearchParams): boolean {
  return headers['x-goog-api-key'] !== undefined || query.has('key');
}

function list({ provider, query }: Question): { body: object } {
  const all = modelsOf(provider);
  const size = Number(query.get('pageSize') ?? 50);
  const first = Number(query.get('pageToken') ?? 0);
  const next = first + size < all.length ? { nextPageToken: String(first + size) } : {};
  return { body: { models: all.slice(first, first + size).map(row), ...next } };
}

function one({ provider, groups: [id = ''] }: Question): ReturnType<Endpoint['answer']> {
  const model = modelsOf(provider).find((known) => known.id === decodeURIComponent(id));
  return model ? { body: row(model) } : { type: 'unknownModel', model: id };
}

function row(model: Model): object {
  return {
    name: `models/${model.id}`,
    version: '001',
    displayName: model.name ?? model.id,
    description: 'A simulated model.',
    inputTokenLimit: model.contextWindow ?? 1_048_576,
    outputTokenLimit: model.maxOutputTokens ?? 65_536,
    supportedGenerationMethods: ['generateContent', 'countTokens'],
    temperature: 1,
    topP: 0.95,
    topK: 64,
    maxTemperature: 2,
    thinking: isAble(model, 'reasoning'),
  };
}
