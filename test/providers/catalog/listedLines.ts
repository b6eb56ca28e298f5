import { expect } from 'vitest';
import type { Price, Rate } from '../../../src/core/accounting/price.ts';
import { usdFromNano } from '../../../src/core/accounting/price.ts';
import type { ListedModel } from '../../../src/providers/catalog/listedModel.ts';
import { parseListing } from '../../../src/providers/catalog/listedModel.ts';
import { listModels } from '../../../src/providers/catalog/listModels.ts';
import { testSetup } from '../../fakes/testSetup.ts';
import { errorLine, keysOf } from '../eventLines.ts';

/** What a server sends for each address, or the status it refuses with; an address it does not know is a 404. */
export type Site = Readonly<Record<string, unknown>>;
export interface Seen {
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What a provider with these settings is found to list, one line a model, and what it was asked. */
export async function list(provider: Record<string, unknown>, site: Site, seen: Seen[] = []): Promise<string[]> {
  const { id = 'a', ...settings } = provider;
  const setup = testSetup({ providers: { [String(id)]: { api: 'openai-chat', auth: 'none', ...settings } } });
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = String(input);
    const body: unknown = init?.body === undefined ? undefined : JSON.parse(String(init.body));
    seen.push({ url, headers: new Headers(init?.headers), body });
    const name = (body as { model?: string } | undefined)?.model;
    const answer = site[name === undefined ? url : `${url} ${name}`];
    if (typeof answer === 'string') return new Response(answer);
    if (answer === undefined) return Response.json({ error: 'nothing here' }, { status: 404 });
    return typeof answer === 'number' ? Response.json({ error: 'no' }, { status: answer }) : Response.json(answer);
  };
  const [only] = setup.providers.values();
  if (only === undefined) throw new Error('no provider');
  const keys = keysOf({ [`${id} ${new URL(only.baseUrl).origin}`]: 'sk-mine' });
  try {
    const models = await listModels(only, keys, AbortSignal.timeout(2000), fetch);
    // What is listed is kept on disk, and comes back the same.
    expect(parseListing(JSON.parse(JSON.stringify(models)))).toEqual(models);
    return models.map(line);
  } catch (error) {
    return [errorLine(error)];
  }
}

function line({ name, label, entry, has = [], lacks = [] }: ListedModel): string {
  const { price, contextWindow, maxOutputTokens, capabilities, deprecated } = entry;
  return [
    name + (label === undefined ? '' : ` (${label})`),
    contextWindow === undefined ? '' : `window ${contextWindow}`,
    maxOutputTokens === undefined ? '' : `output ${maxOutputTokens}`,
    price === undefined ? '' : priceLine(price),
    [...(capabilities ?? []), ...has.map((it) => `+${it}`), ...lacks.map((it) => `-${it}`)].join(' '),
    deprecated ?? '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function priceLine(price: Price): string {
  const rates = Object.entries(price) as [string, Rate | number][];
  return rates
    .map(([name, rate]) => `${name} ${typeof rate === 'number' ? usdFromNano(rate) : usdFromNano(rate.base)}`)
    .join(' ');
}
