import * as z from 'zod';
import type { ProviderSetup } from '../../../core/routing/setup.ts';
import { azureBaseUrl } from '../../azure.ts';
import { lenient } from '../../lenient.ts';
import type { ListedModel } from '../listedModel.ts';
import { type Ask, unreadable } from './askProvider.ts';
import { readOpenAiModel } from './openAiModel.ts';
import { tellLocally } from './tellLocally.ts';
import { mergeTold, toListed } from './told.ts';

const elements = z.array(z.unknown());
/** Together sends the bare list; OpenRouter says where the next page is. */
const listWire = z.union([
  elements.transform((data) => ({ data, links: undefined })),
  z.object({ data: elements, links: lenient(z.object({ next: lenient(z.string()) })) }),
]);

/** No list is that long: a server that always names a next page is not believed. */
const MOST_PAGES = 20;

/** The models that an API of the OpenAI kind lists, in its order. */
export async function listOpenAiModels(provider: ProviderSetup, ask: Ask): Promise<ListedModel[]> {
  const models = [];
  let url: string | undefined = listUrl(provider);
  for (let page = 0; url !== undefined && page < MOST_PAGES; page++) {
    const { data } = listWire.safeParse(await ask(url));
    if (data === undefined) throw unreadable();
    models.push(...data.data.flatMap((element) => readOpenAiModel(element) ?? []));
    url = nextUrl(url, data.links?.next);
  }
  const local = await tellLocally(provider, ask, models);
  return models.flatMap(({ name, told }) => {
    const all = mergeTold([local.get(name) ?? {}, told]);
    return all.chat === false ? [] : [toListed(name, all)];
  });
}

/** Never another origin: the key belongs to this one. */
function nextUrl(url: string, next: string | null | undefined): string | undefined {
  if (!next || !URL.canParse(next, url)) return undefined;
  const { href, origin } = new URL(next, url);
  return origin === new URL(url).origin ? href : undefined;
}

function listUrl({ baseUrl, apiVersion, quirks }: ProviderSetup): string {
  const root = quirks.azure ? azureBaseUrl(baseUrl, apiVersion) : baseUrl.replace(/\/+$/, '');
  return apiVersion === undefined ? `${root}/models` : `${root}/models?api-version=${encodeURIComponent(apiVersion)}`;
}
