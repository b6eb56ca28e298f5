import type { Price, Rate } from '../../../core/accounting/price.ts';
import type { Model } from '../../../core/models/model.ts';
import type { Preset } from '../../../core/models/preset.ts';
import type { ProviderSetup, Route } from '../../../core/routing/setup.ts';
import { say } from '../../../core/words.ts';
import { sameAddress } from '../endpoint.ts';
import { VENDORS } from '../vendors.ts';

/** Parameters of one model for LiteLLM, or why there are none. */
export type ExportedDeployment =
  | { readonly params: Record<string, unknown>; readonly info: Record<string, unknown> }
  | { readonly impossible: string };

/**
 * A model as LiteLLM asks it; `sent` is what its route adds to every request. Keys and header secrets are named as
 * variables, never written.
 */
export function exportDeployment(
  model: Model,
  provider: ProviderSetup,
  preset: Preset | undefined,
  sent: Omit<Route, 'models'> = {},
): ExportedDeployment {
  if (provider.api === 'vscode-lm') return { impossible: say('models of an editor are in the editor only') };
  if (provider.auth === 'token' && provider.quirks.azure !== true) {
    return { impossible: say('its provider wants a bearer token, which LiteLLM does not send there') };
  }
  const { temperature, reasoningEffort, maxOutputTokens = model.outputLimit } = sent;
  const { firstTokenMs, totalMs } = provider.timeouts;
  const headers = exportHeaders(provider.headers, preset);
  return {
    params: {
      ...address(model.name, provider, preset),
      ...keyOf(provider, preset),
      ...(maxOutputTokens === undefined ? {} : { max_tokens: maxOutputTokens }),
      ...(temperature === undefined ? {} : { temperature }),
      ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }),
      ...(totalMs === undefined ? {} : { timeout: totalMs / 1000 }),
      ...(firstTokenMs === undefined ? {} : { stream_timeout: firstTokenMs / 1000 }),
      ...(Object.keys(headers).length === 0 ? {} : { extra_headers: headers }),
      ...(model.price === undefined ? {} : costs(model.price)),
    },
    info: {
      ...(model.contextWindow === undefined ? {} : { max_input_tokens: model.contextWindow }),
      ...(model.capabilities === undefined ? {} : abilities(model.capabilities)),
      ...(model.ownTier ? { switchyard_tier: model.tier } : {}),
    },
  };
}

function address(name: string, provider: ProviderSetup, preset: Preset | undefined): Record<string, unknown> {
  const { api, baseUrl, apiVersion, quirks } = provider;
  const isHome = preset?.api === api && sameAddress(preset.baseUrl, baseUrl);
  const own = isHome && preset.local !== true ? {} : { api_base: baseUrl };
  if (api === 'anthropic-messages') return { model: `anthropic/${name}`, ...own };
  if (api === 'gemini') return { model: `gemini/${name}`, ...own };
  if (quirks.azure) {
    return {
      model: `azure/${name}`,
      api_base: baseUrl,
      ...(apiVersion === undefined ? {} : { api_version: apiVersion }),
    };
  }
  if (api === 'openai-responses') {
    const atVendor = sameAddress(baseUrl, 'https://api.openai.com/v1');
    return { model: `openai/responses/${name}`, ...(atVendor ? {} : { api_base: baseUrl }) };
  }
  const [route] = VENDORS.find(({ id, litellm }) => id === provider.id && litellm !== undefined)?.litellm ?? [];
  if (route === 'ollama_chat') return { model: `${route}/${name}`, api_base: baseUrl.replace(/\/v1$/, '') };
  // LiteLLM's `openai` with an address is everybody's.
  const isKnown = route !== undefined && preset?.api === api;
  return isKnown ? { model: `${route}/${name}`, ...own } : { model: `openai/${name}`, api_base: baseUrl };
}

function keyOf({ id, api, auth, baseUrl, quirks }: ProviderSetup, preset: Preset | undefined): Record<string, string> {
  const isHome = preset?.api === api && sameAddress(preset.baseUrl, baseUrl);
  const usual = isHome ? VENDORS.find((vendor) => vendor.id === id)?.keys?.[0] : undefined;
  const variable = `os.environ/${usual ?? `${capitals(id)}_API_KEY`}`;
  if (auth === 'token') return { azure_ad_token: variable };
  if (auth === 'key') return { api_key: variable };
  // LiteLLM's `openai` insists on a key where the server wants none.
  return preset === undefined || !isHome || quirks.azure ? { api_key: 'none' } : {};
}

function capitals(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

/** A header that is a secret as a whole names its variable; one that only holds a secret cannot be written. */
function exportHeaders(headers: ProviderSetup['headers'], preset: Preset | undefined): Record<string, string> {
  const pairs = Object.entries(headers).filter(([name, value]) => preset?.headers?.[name] !== value);
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => {
      const secret = /^\$\{secret:([\w.-]+)\}$/.exec(value)?.[1];
      if (secret !== undefined) return [[name, `os.environ/${/^\w+$/.test(secret) ? secret : capitals(secret)}`]];
      return value.includes('${secret:') ? [] : [[name, value]];
    }),
  );
}

/** LiteLLM's prices beyond so many tokens. */
const STEPS: ReadonlyMap<number, string> = new Map([
  [128_000, '_above_128k_tokens'],
  [200_000, '_above_200k_tokens'],
  [272_000, '_above_272k_tokens'],
]);

function costs(price: Price): Record<string, number> {
  const rates: readonly (readonly [string, Rate | undefined])[] = [
    ['input_cost_per_token', price.input],
    ['cache_read_input_token_cost', price.cachedInput],
    ['cache_creation_input_token_cost', price.cacheWrite],
    ['cache_creation_input_token_cost_above_1hr', price.cacheWrite1h],
    ['output_cost_per_token', price.output],
    ['output_cost_per_reasoning_token', price.reasoning],
  ];
  return Object.fromEntries(
    rates.flatMap(([name, rate]) => {
      if (rate === undefined) return [];
      const tiers = (rate.tiers ?? []).flatMap(({ start, rate: nano }) => {
        const suffix = STEPS.get(start);
        return suffix === undefined ? [] : [[`${name}${suffix}`, perToken(nano)] as const];
      });
      return [[name, perToken(rate.base)] as const, ...tiers];
    }),
  );
}

/** Nano-dollars per million tokens as US$ per token. */
function perToken(nano: number): number {
  return nano / 1e15;
}

function abilities(capabilities: NonNullable<Model['capabilities']>): Record<string, boolean> {
  return {
    supports_function_calling: capabilities.includes('tools'),
    supports_response_schema: capabilities.includes('json'),
    supports_vision: capabilities.includes('vision'),
    supports_reasoning: capabilities.includes('reasoning'),
    supports_assistant_prefill: capabilities.includes('prefill'),
    supports_prompt_caching: capabilities.includes('cache'),
  };
}
