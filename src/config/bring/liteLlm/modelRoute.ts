import type { Api } from '../../../core/models/preset.ts';
import { VENDORS, type Vendor } from '../vendors.ts';

/** Whom a model string of LiteLLM asks, and for what. */
export interface ModelRoute {
  readonly vendor: Vendor;
  readonly api: Api;
  /** What the vendor is asked for; `*` for whatever a client names. */
  readonly name: string;
}

const APIS: Readonly<Record<string, Api>> = { anthropic: 'anthropic-messages', google: 'gemini' };

/** Names that LiteLLM knows without a provider before them (docs.litellm.ai/docs/providers). */
const BARE: readonly (readonly [RegExp, string])[] = [
  [/^(?:gpt-|chatgpt-|o[134](?:-|$))/, 'openai'],
  [/^claude-/, 'anthropic'],
  [/^gemini-/, 'gemini'],
];

/** Words between the provider and the model that choose how LiteLLM treats it (its pages on Azure and on Responses). */
const SERIES = /^(?:o_series|gpt5_series|chat)\//;

/** Reads `PROVIDER/MODEL` as LiteLLM does; the provider alone where Switchyard cannot ask it. */
export function modelRouteOf(
  model: string,
  given: { readonly provider?: string | undefined; readonly hasAddress: boolean; readonly responses: boolean },
): ModelRoute | { readonly unknown: string } {
  const [first = '', ...rest] = model.split('/');
  const listed = given.provider ?? (vendorOf(first) === undefined ? undefined : first);
  const route =
    listed ?? BARE.find(([pattern]) => pattern.test(model))?.[1] ?? (given.hasAddress ? 'openai' : undefined);
  const vendor = route === undefined ? undefined : vendorOf(route);
  if (vendor === undefined) return { unknown: given.provider ?? (rest.length > 0 ? first : model) };
  const name = first === route && rest.length > 0 ? rest.join('/') : model;
  const responses = given.responses || name.startsWith('responses/');
  const plain = name.replace(/^responses\//, '').replace(SERIES, '');
  const api = APIS[vendor.id] ?? (responses ? 'openai-responses' : 'openai-chat');
  return { vendor, api, name: plain };
}

function vendorOf(route: string): Vendor | undefined {
  return VENDORS.find(({ litellm }) => litellm?.includes(route));
}
