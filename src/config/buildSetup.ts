import { type Price, rateFromUsd } from '../core/accounting/price.ts';
import { isAzureHost } from '../core/models/azureHost.ts';
import type { Catalog } from '../core/models/catalog.ts';
import { isLoopback } from '../core/models/loopback.ts';
import { type Model, splitModelId, TIERS, type Tier } from '../core/models/model.ts';
import type { Api, Preset, Quirks } from '../core/models/preset.ts';
import { isReasoningModel } from '../core/models/reasoning.ts';
import { type DataPolicy, type KnownPolicy, LOCAL_POLICY } from '../core/privacy/dataPolicy.ts';
import type { ProviderSetup, Route, Setup } from '../core/routing/setup.ts';
import { say } from '../core/words.ts';
import { budgetOf } from './budgetSettings.ts';
import { experimentsOf } from './experimentSchema.ts';
import { ownPrice } from './ownPrice.ts';
import type { Settings, SettingsProblem } from './parseSettings.ts';
import { matesOf, sharedLoad, withSharedLoad } from './sharedLoad.ts';
import { catalogIdOf, vendorOf } from './vendorOf.ts';
import { withModels } from './withModels.ts';

/** What a setup is made from besides the settings. */
export interface SetupSources {
  readonly presets: readonly Preset[];
  readonly catalog: Catalog;
  /** Whether a key is kept for this provider at this origin. */
  readonly hasKey: (providerId: string, origin: string) => boolean;
  /** A model to know besides the configured ones, because it was pinned by hand. */
  readonly pinned?: string | undefined;
}

/** A setup, what was wrong with the settings, and the same setup knowing further models of its providers. */
export interface BuiltSetup {
  readonly setup: Setup;
  readonly problems: SettingsProblem[];
  readonly setupFor: (models: readonly string[]) => Setup;
}

/**
 * The complete picture that routing works with: the user's providers (those in the settings and every known one whose
 * key is kept), and every model that is configured, a default of such a provider, or named in a route or rule.
 */
export function buildSetup(written: Settings, sources: SetupSources): BuiltSetup {
  const providers = new Map<string, ProviderSetup>();
  const presets = new Map(sources.presets.map((preset) => [preset.id, preset]));
  const isKnown = (id: string) => Object.hasOwn(written.providers, id) || presets.has(id);
  const { roots, problems } = sharedLoad(written.providers, isKnown);
  const settings = withSharedLoad(written, roots, presets);
  for (const id of new Set([...Object.keys(settings.providers), ...presets.keys()])) {
    if (settings.refusedProviders.includes(id)) continue;
    const root = roots.get(id);
    const provider = buildProvider(id, settings.providers[id], presets, sources.hasKey, root);
    if (provider === undefined) {
      problems.push({
        key: `switchyard.providers.${id}`,
        message: say('needs "api" and "baseUrl": it is no known provider'),
      });
    } else if (id in settings.providers || (provider.ready && provider.auth === 'key')) {
      const pool = root ?? ([...roots.values()].includes(id) ? id : undefined);
      providers.set(id, pool === undefined ? provider : { ...provider, pool });
    }
  }
  const routes = buildRoutes(settings);
  const models = new Map<string, Model>();
  const named = namedModels(settings, providers, routes);
  for (const id of [...named]) for (const mate of matesOf(id, roots)) named.add(mate);
  if (sources.pinned !== undefined) named.add(sources.pinned);
  const build = (id: string) => buildModel(id, settings, providers, presets, sources.catalog);
  for (const id of named) {
    const model = build(id);
    if (model === undefined) problems.push({ key: `switchyard.models.${id}`, message: say('must be PROVIDER/MODEL') });
    else models.set(id, model);
  }
  const budget = budgetOf(settings.budget);
  const limits = budget === undefined ? {} : { budget };
  const { objective, resilience, rules, prompts, cache, privacy, guard, cascade } = settings;
  const { model: asked, below } = settings.recognition;
  const { share, maxUsdPerDay } = settings.exploration;
  const repeat = {
    use: cache.use,
    maxAgeMs: cache.maxAgeHours * 3_600_000,
    maxBytes: cache.maxMegabytes * 1_000_000,
  };
  const setup: Setup = {
    providers,
    models,
    objective,
    routes,
    rules: rules as Setup['rules'],
    prompts: prompts as Setup['prompts'],
    resilience,
    privacy,
    repeat,
    experiments: experimentsOf(settings.experiments),
    cascade: {
      checks: cascade.checks,
      agree: cascade.agree,
      opinions: cascade.opinions,
      ceilingNano: Math.round(cascade.ceilingUsd * 1e9),
      ...(cascade.judge === undefined ? {} : { judge: cascade.judge }),
    },
    ...(guard === undefined ? {} : { guard }),
    ...(share === 0 ? {} : { exploration: { share, maxNanoPerDay: Math.round(maxUsdPerDay * 1e9) } }),
    ...(asked === null ? {} : { recognition: { model: asked, below } }),
    ...limits,
  };
  return { setup, problems, setupFor: (further) => withModels(setup, further, build) };
}

function buildProvider(
  id: string,
  entry: Settings['providers'][string] | undefined,
  presets: ReadonlyMap<string, Preset>,
  hasKey: SetupSources['hasKey'],
  root: string | undefined,
): ProviderSetup | undefined {
  const preset = presets.get(id);
  const api = entry?.api ?? preset?.api;
  const baseUrl = entry?.baseUrl ?? preset?.baseUrl ?? (api === undefined ? undefined : VENDOR_URLS[api]);
  if (api === undefined || baseUrl === undefined) return undefined;
  const { origin, hostname } = new URL(baseUrl);
  const auth = entry?.auth ?? preset?.auth ?? (api === 'vscode-lm' ? 'none' : 'key');
  return {
    id,
    name: preset?.name ?? id,
    api,
    baseUrl,
    auth,
    ...(entry?.apiVersion === undefined ? {} : { apiVersion: entry.apiVersion }),
    headers: { ...preset?.headers, ...entry?.headers },
    timeouts: (entry?.timeouts ?? {}) as ProviderSetup['timeouts'],
    limits: (entry?.limits ?? {}) as ProviderSetup['limits'],
    loopback: isLoopback(hostname),
    dataPolicy: policyOf(
      entry?.dataPolicy,
      vendorOf({ id: root ?? id, api, baseUrl }, presets.values()),
      new URL(baseUrl),
    ),
    quirks: quirksOf(vendorOf({ id: root ?? id, api, baseUrl }, presets.values()), {
      api,
      baseUrl,
      apiVersion: entry?.apiVersion,
    }),
    ready: auth === 'none' || hasKey(id, origin),
    defaults: defaultsOf(id, preset ?? presets.get(root ?? '')),
  };
}

/**
 * What the user says of it, else its vendor at the vendor's own address. A server on this machine keeps everything here,
 * unless it goes by the name of a vendor or of a gateway: nobody knows where that leads.
 */
function policyOf(
  own: Settings['providers'][string]['dataPolicy'],
  vendor: Preset | undefined,
  { origin, hostname }: URL,
): KnownPolicy {
  if (own !== undefined) return { ...(own as DataPolicy), from: 'user' };
  const said = vendor?.dataPolicy;
  if (isLoopback(hostname)) return vendor === undefined || (vendor.local && !said) ? LOCAL_POLICY : { from: 'unknown' };
  const isVendors =
    vendor && (new URL(vendor.baseUrl).origin === origin || (vendor.quirks?.azure && isAzureHost(hostname)));
  if (!isVendors || said === undefined) return { from: 'unknown' };
  const { source: _, readOn: __, ...known } = said;
  return { ...known, from: 'vendor' };
}

/** Where a provider is and how it is spoken to. */
interface Spoken {
  readonly api: Api;
  readonly baseUrl: string;
  readonly apiVersion?: string | undefined;
}

/** The preset's departures; what only the vendor's own server does is not expected of another address or dialect. */
function quirksOf(preset: Preset | undefined, { api, baseUrl, apiVersion }: Spoken): Quirks {
  const { responsesModels, ...others } = preset?.quirks ?? {};
  const { origin, hostname } = new URL(baseUrl);
  const vendors = preset?.api === api && new URL(preset.baseUrl).origin === origin;
  return {
    ...others,
    ...(vendors && responsesModels !== undefined ? { responsesModels } : {}),
    ...(isAzureHost(hostname) || apiVersion !== undefined ? { azure: true } : {}),
  };
}

/** Where a dialect's own vendor is, for an entry that names only the dialect; the editor's models have no address. */
const VENDOR_URLS: Partial<Record<Api, string>> = {
  'anthropic-messages': 'https://api.anthropic.com',
  gemini: 'https://generativelanguage.googleapis.com',
  'openai-responses': 'https://api.openai.com/v1',
  'vscode-lm': 'vscode-lm:',
};

function defaultsOf(id: string, preset: Preset | undefined): ProviderSetup['defaults'] {
  if (preset === undefined) return {};
  const named = { ...preset.models, ...(preset.fastest === undefined ? {} : { fastest: preset.fastest }) };
  return Object.fromEntries(Object.entries(named).map(([tier, name]) => [tier, `${id}/${name}`]));
}

function buildRoutes(settings: Settings): Setup['routes'] {
  const routes: Record<string, Route> = {};
  for (const [name, route] of Object.entries(settings.routes)) {
    if (Array.isArray(route)) routes[name] = { models: route };
    else routes[name] = route as Route;
  }
  return routes;
}

function namedModels(
  settings: Settings,
  providers: ReadonlyMap<string, ProviderSetup>,
  routes: Setup['routes'],
): Set<string> {
  return new Set([
    ...Object.keys(settings.models),
    ...[...providers.values()].flatMap((provider) => Object.values(provider.defaults)),
    ...Object.values(routes).flatMap((route) => route.models),
    ...settings.rules.flatMap((rule) => rule.use ?? []),
    ...experimentsOf(settings.experiments).flatMap(({ arms }) => arms.flatMap(({ models }) => models)),
    ...(settings.guard === undefined || settings.guard.fault !== undefined ? [] : [settings.guard.model]),
    ...[settings.recognition.model ?? 'cheapest'].filter((model) => model !== 'cheapest'),
  ]);
}

function buildModel(
  id: string,
  settings: Settings,
  providers: ReadonlyMap<string, ProviderSetup>,
  presets: ReadonlyMap<string, Preset>,
  catalog: Catalog,
): Model | undefined {
  const parts = splitModelId(id);
  if (parts === undefined) return undefined;
  const entry = settings.models[id];
  const provider = providers.get(parts.provider);
  const owner = provider?.pool ?? parts.provider;
  const preset = presets.get(owner);
  const vendor = provider === undefined ? preset : vendorOf({ ...provider, id: owner }, presets.values());
  const catalogId = catalogIdOf(vendor, owner);
  const lookup = () => catalog.lookup(catalogId, parts.name, provider);
  const known = lookup();
  const elsePrice = preset?.free && provider?.loopback ? FREE : undefined;
  const contextWindow = entry?.contextWindow ?? known?.contextWindow;
  const maxOutputTokens = entry?.maxOutputTokens ?? known?.maxOutputTokens;
  const capabilities = entry?.capabilities ?? known?.capabilities;
  const tier =
    entry?.tier ?? defaultTier(id, provider) ?? (entry !== undefined && provider?.loopback ? 'budget' : undefined);
  const figures = catalog.figures?.(parts.name);
  // Made anew only where the one beside it is another by now.
  let own: { readonly beside: Price | undefined; readonly price: Price } | undefined;
  return {
    id,
    ...parts,
    ...(tier === undefined ? {} : { tier }),
    ...(entry?.tier === undefined ? {} : { ownTier: true as const }),
    ...(figures === undefined ? {} : { figures }),
    reasoning: capabilities?.includes('reasoning') ?? isReasoningModel(parts.name),
    ...(capabilities === undefined ? {} : { capabilities }),
    get price() {
      const price = lookup()?.price;
      if (entry?.price === undefined) return price ?? elsePrice;
      if (own === undefined || own.beside !== price) own = { beside: price, price: ownPrice(entry.price, price) };
      return own.price;
    },
    ...(contextWindow === undefined ? {} : { contextWindow }),
    ...(entry?.contextWindow === undefined ? {} : { ownWindow: true as const }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(entry?.maxOutputTokens === undefined ? {} : { outputLimit: entry.maxOutputTokens }),
    ...(known?.deprecated === undefined ? {} : { deprecated: known.deprecated }),
  };
}

/** What a server on the user's own machine bills. */
const FREE: Price = { input: rateFromUsd(0), output: rateFromUsd(0) };

function defaultTier(id: string, provider: ProviderSetup | undefined): Tier | undefined {
  const tier = TIERS.find((one) => provider?.defaults[one] === id);
  // What a vendor names for its speed is one of its small ones.
  return tier ?? (provider?.defaults.fastest === id ? 'budget' : undefined);
}
