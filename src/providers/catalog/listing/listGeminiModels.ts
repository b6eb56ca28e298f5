import * as z from 'zod';
import type { ProviderSetup } from '../../../core/routing/setup.ts';
import { lenient, lenientList, tokenCount } from '../../lenient.ts';
import type { ListedModel } from '../listedModel.ts';
import { type Ask, unreadable } from './askProvider.ts';
import { toListed } from './told.ts';

const pageWire = z.object({
  models: lenientList(
    z.object({
      name: z.string().min(1),
      displayName: lenient(z.string()),
      inputTokenLimit: tokenCount,
      outputTokenLimit: tokenCount,
      supportedGenerationMethods: lenient(z.array(z.string())),
      thinking: lenient(z.boolean()),
    }),
  ),
  nextPageToken: lenient(z.string()),
});

const MOST_PAGES = 20;

/** The models of an API of Gemini's kind that generate content: ai.google.dev/api/models, models.list. */
export async function listGeminiModels({ baseUrl }: ProviderSetup, ask: Ask): Promise<ListedModel[]> {
  const base = baseUrl.replace(/\/+$/, '').replace(/\/(?:openai|models)$/, '');
  const root = /\/v\d+(?:(?:alpha|beta)\d*)?$/.test(base) ? base : `${base}/v1beta`;
  const models: ListedModel[] = [];
  let after = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data } = pageWire.safeParse(await ask(`${root}/models?pageSize=1000${after}`));
    if (data?.models == null) throw unreadable();
    models.push(...data.models.flatMap((model) => (model == null ? [] : (toModel(model) ?? []))));
    if (!data.nextPageToken) break;
    after = `&pageToken=${encodeURIComponent(data.nextPageToken)}`;
  }
  return models;
}

type Wire = NonNullable<NonNullable<z.infer<typeof pageWire>['models']>[number]>;

function toModel(model: Wire): ListedModel | undefined {
  const methods = model.supportedGenerationMethods;
  if (methods != null && !methods.includes('generateContent')) return undefined;
  return toListed(model.name.replace(/^models\//, ''), {
    label: model.displayName,
    contextWindow: model.inputTokenLimit,
    maxOutputTokens: model.outputTokenLimit,
    abilities: { reasoning: model.thinking, cache: methods?.includes('createCachedContent') || undefined },
  });
}
