import { isLoopback, mayCarryKey } from '../../core/models/loopback.ts';
import type { Api, Auth, Preset } from '../../core/models/preset.ts';
import { say } from '../../core/words.ts';
import type { BringOptions } from './bringOptions.ts';
import type {
  Brought,
  BroughtKey,
  BroughtSettings,
  ModelEntry,
  ProviderEntry,
  RouteEntry,
  RouteName,
} from './brought.ts';
import { type Endpoint, type SecretRef, sameAddress } from './endpoint.ts';
import { holdVariable } from './holdVariable.ts';
import { NoteList } from './noteList.ts';
import { freeProviderId } from './providerId.ts';
import type { Vendor } from './vendors.ts';

const LONGEST_MS = 3_600_000;

interface DraftProvider {
  endpoint: Endpoint;
  /** All of the endpoint but its key. */
  readonly place: string;
  readonly firstTokenMs: Set<number>;
  readonly totalMs: Set<number>;
  readonly limits: NonNullable<ProviderEntry['limits']>[];
}

/** A setup in the making: endpoints become providers with ids of their own, models and routes refer to those. */
export class SetupDraft {
  readonly notes = new NoteList();
  readonly resilience: NonNullable<BroughtSettings['resilience']> = {};
  readonly budget: NonNullable<BroughtSettings['budget']> = {};
  readonly #options: BringOptions;
  readonly #presets: ReadonlyMap<string, Preset>;
  readonly #providers = new Map<string, DraftProvider>();
  readonly #models = new Map<string, ModelEntry>();
  readonly #routes = new Map<RouteName, RouteEntry>();

  constructor(options: BringOptions) {
    this.#options = options;
    this.#presets = new Map(options.presets.map((preset) => [preset.id, preset]));
  }

  /**
   * The id of the provider at this endpoint: the same one for the same address, headers and key. Where no key is known,
   * any provider of that address will do.
   */
  provider(endpoint: Endpoint): string {
    const place = placeOf(endpoint);
    const key = keyOf(endpoint);
    const there = [...this.#providers].filter(([, provider]) => provider.place === place);
    const known =
      there.find(([, provider]) => keyOf(provider.endpoint) === key) ??
      there.find(([, provider]) => key === UNKNOWN || keyOf(provider.endpoint) === UNKNOWN);
    if (known !== undefined) {
      const [id, provider] = known;
      if (key !== UNKNOWN) provider.endpoint = endpoint;
      return id;
    }
    const id = freeProviderId(endpoint, { ...this.#options, used: this.#providers });
    this.#providers.set(id, { endpoint, place, firstTokenMs: new Set(), totalMs: new Set(), limits: [] });
    return id;
  }

  /** Lets a provider take so long, in milliseconds; of several wishes the longest counts. */
  timeout(provider: string, kind: 'firstTokenMs' | 'totalMs', ms: number): void {
    this.#providers.get(provider)?.[kind].add(Math.min(Math.max(Math.round(ms), 1), LONGEST_MS));
  }

  /** The same for a provider of which nothing of its own was said. */
  usualTimeout(provider: string, kind: 'firstTokenMs' | 'totalMs', ms: number): void {
    if (this.#providers.get(provider)?.[kind].size === 0) this.timeout(provider, kind, ms);
  }

  /** The limits of one of the provider's models; they hold for the provider if it has no other model with limits. */
  limits(provider: string, limits: NonNullable<ProviderEntry['limits']>): void {
    this.#providers.get(provider)?.limits.push(limits);
  }

  /** Every provider so far. */
  get providers(): string[] {
    return [...this.#providers.keys()];
  }

  /** A model with what the file says of it; what was said first wins. */
  model(id: string, facts: ModelEntry = {}): void {
    this.#models.set(id, { ...facts, ...this.#models.get(id) });
  }

  /** Where a vendor is, if it has one place for all. */
  addressOf({ id, baseUrl }: Vendor): string | undefined {
    const preset = this.#presets.get(id);
    // Everybody's Azure resource has an address of its own.
    return baseUrl ?? (id === 'azure' ? undefined : preset?.baseUrl);
  }

  /** The dialect a vendor speaks. */
  apiOf({ id }: Vendor): Api {
    return this.#presets.get(id)?.api ?? 'openai-chat';
  }

  /** What a vendor wants before it answers. */
  authOf({ id, baseUrl }: Vendor): Auth {
    const auth = this.#presets.get(id)?.auth;
    return auth ?? (baseUrl !== undefined && isLoopback(new URL(baseUrl).hostname) ? 'none' : 'key');
  }

  route(name: RouteName, route: RouteEntry): void {
    this.#routes.set(name, route);
  }

  build(): Brought {
    this.#noteCompromises();
    const providers = [...this.#providers].map(([id, provider]) => [id, this.#entry(id, provider)] as const);
    return {
      settings: {
        providers: Object.fromEntries(providers),
        models: Object.fromEntries(this.#models),
        routes: Object.fromEntries(this.#routes),
        ...(Object.keys(this.resilience).length === 0 ? {} : { resilience: this.resilience }),
        ...(Object.keys(this.budget).length === 0 ? {} : { budget: this.budget }),
      },
      keys: [...this.#providers].flatMap(([id, { endpoint }]) => this.#keys(id, endpoint)),
      notes: this.notes.list(),
    };
  }

  #noteCompromises(): void {
    const later = say('a later version acts on it');
    if (Object.keys(this.budget).length > 0) {
      this.notes.add('switchyard.budget', this.budget, { effect: 'changed', why: later });
    }
    const named = [...this.#models.keys(), ...[...this.#routes.values()].flatMap(modelsOf)];
    for (const [id, { firstTokenMs, totalMs, limits }] of this.#providers) {
      const defaults = Object.keys(this.#presets.get(id)?.models ?? {});
      if (defaults.length === 0 && !named.some((model) => model.startsWith(`${id}/`))) {
        const todo = say('run "Add Provider or Change Key" and tick the models you want');
        const why = say('none of its models is named');
        this.notes.add(`switchyard.providers.${id}`, {}, { effect: 'changed', why, todo });
      }
      const path = `switchyard.providers.${id}`;
      const several = say('its models differ, and a provider has one value');
      if (limits.length > 1) this.notes.add(`${path}.limits`, limits, { why: several });
      if (limits.length === 1) {
        this.notes.add('switchyard.providers.*.limits', limits[0], { effect: 'changed', why: later });
      }
      if (Math.max(firstTokenMs.size, totalMs.size) > 1) {
        const todo = say('the longest was taken');
        this.notes.add(`${path}.timeouts`, {}, { effect: 'changed', why: several, todo });
      }
    }
  }

  #entry(id: string, { endpoint, firstTokenMs, totalMs, limits }: DraftProvider): ProviderEntry {
    const preset = this.#presets.get(id);
    const { api, baseUrl, auth, apiVersion, headers = {} } = endpoint;
    const [limit] = limits;
    const timeouts = {
      ...(firstTokenMs.size === 0 ? {} : { firstTokenMs: Math.max(...firstTokenMs) }),
      ...(totalMs.size === 0 ? {} : { totalMs: Math.max(...totalMs) }),
    };
    return {
      ...(preset?.api === api ? {} : { api }),
      ...(preset !== undefined && sameAddress(preset.baseUrl, baseUrl) ? {} : { baseUrl }),
      ...(auth === (preset?.auth ?? 'key') ? {} : { auth }),
      ...(apiVersion === undefined ? {} : { apiVersion }),
      ...(Object.keys(headers).length === 0 ? {} : { headers: { ...headers } }),
      ...(Object.keys(timeouts).length === 0 ? {} : { timeouts }),
      ...(limit === undefined || limits.length > 1 ? {} : { limits: limit }),
    };
  }

  #keys(provider: string, { baseUrl, auth, key, secrets = [] }: Endpoint): BroughtKey[] {
    const url = new URL(this.#addressOf(provider, baseUrl));
    const all: (SecretRef & Pick<BroughtKey, 'secret'>)[] = [
      ...(auth === 'none' || key === undefined ? [] : [key]),
      ...secrets,
    ];
    if (all.length > 0 && !mayCarryKey(url)) {
      for (const { source, value } of all) {
        this.notes.add(source, value, {
          why: say('a key is not sent unencrypted to {0}', url.origin),
          todo: say('give that server an https address, and add its key by hand'),
        });
      }
      return [];
    }
    return all.map(({ isVariable, ...found }) => {
      const held = isVariable ? holdVariable(found.source, url, this.#options) : undefined;
      return {
        ...found,
        ...(held === undefined || found.value === undefined ? {} : { held }),
        provider,
        origin: url.origin,
      };
    });
  }

  /** A key is bound to where the provider is asked, which is the preset's address where the entry names none. */
  #addressOf(provider: string, baseUrl: string): string {
    const preset = this.#presets.get(provider);
    return preset !== undefined && sameAddress(preset.baseUrl, baseUrl) ? preset.baseUrl : baseUrl;
  }
}

function modelsOf(route: RouteEntry): readonly string[] {
  return Array.isArray(route) ? route : route.models;
}

/** A provider for which no key is known, nor the name of one. */
const UNKNOWN = '';

function keyOf({ key }: Endpoint): string {
  if (key?.value !== undefined) return `key ${key.value}`;
  return key !== undefined && /^\w+$/.test(key.source) ? `variable ${key.source}` : UNKNOWN;
}

function placeOf({ api, baseUrl, auth, apiVersion, headers, secrets }: Endpoint): string {
  const kept = secrets?.map(({ secret, source, value }) => [secret, value ?? source]);
  return JSON.stringify([api, baseUrl, auth, apiVersion, Object.entries(headers ?? {}).sort(), kept]);
}
