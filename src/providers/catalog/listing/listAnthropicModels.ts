import * as z from 'zod';
import type { ProviderSetup } from '../../../core/routing/setup.ts';
import { lenient, lenientList, tokenCount } from '../../lenient.ts';
import type { ListedModel } from '../listedModel.ts';
import { type Ask, unreadable } from './askProvider.ts';
import { toListed } from './told.ts';

const support = lenient(z.object({ supported: lenient(z.boolean()) }));
const pageWire = z.object({
  data: lenientList(
    z.object({
      id: z.string().min(1),
      display_name: lenient(z.string()),
      max_input_tokens: tokenCount,
      max_tokens: tokenCount,
      capabilities: lenient(z.object({ image_input: support, structured_outputs: support, thinking: support })),
    }),
  ),
  has_more: lenient(z.boolean()),
  last_id: lenient(z.string()),
});

const MOST_PAGES = 20;

/** The models of an API of Anthropic's kind: platform.claude.com/docs/en/api/models/list. */
export async function listAnthropicModels({ baseUrl }: ProviderSetup, ask: Ask): Promise<ListedModel[]> {
  const root = baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '');
  const models: ListedModel[] = [];
  let after = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data } = pageWire.safeParse(await ask(`${root}/v1/models?limit=1000${after}`));
    if (data?.data == null) throw unreadable();
    models.push(...data.data.flatMap((model) => (model == null ? [] : toModel(model))));
    if (!data.has_more || !data.last_id) break;
    after = `&after_id=${encodeURIComponent(data.last_id)}`;
  }
  return models;
}

type Wire = NonNullable<NonNullable<z.infer<typeof pageWire>['data']>[number]>;

function toModel({ id, display_name, max_input_tokens, max_tokens, capabilities: can }: Wire): ListedModel {
  return toListed(id, {
    label: display_name,
    contextWindow: max_input_tokens,
    maxOutputTokens: max_tokens,
    abilities: {
      // Every model there calls tools; the list has no word for it.
      tools: can == null ? undefined : true,
      vision: can?.image_input?.supported,
      json: can?.structured_outputs?.supported,
      reasoning: can?.thinking?.supported,
    },
  });
}
