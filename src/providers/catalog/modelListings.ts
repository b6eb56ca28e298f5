import { SwitchyardError } from '../../core/chat/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import type { ListedModel } from './listedModel.ts';
import type { Listing, ListingStore } from './listingStore.ts';

const DAY_MS = 86_400_000;
/** A list that could not be had is asked for again after an hour, not at every answer. */
const RETRY_MS = 3_600_000;
const BACKGROUND_MS = 30_000;

/** What `ModelListings` works with. */
export interface ListingTools {
  readonly store: ListingStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Asks the provider itself; rejects with a `SwitchyardError`. */
  readonly ask: (provider: ProviderSetup, signal: AbortSignal) => Promise<readonly ListedModel[]>;
  /** Called when more is known than before. */
  readonly onChange: () => void;
}

type Place = Pick<ProviderSetup, 'id' | 'baseUrl'>;

/**
 * What providers say of their models: asked at most daily in the background and whenever the user looks, kept on disk,
 * and used as old as it is where nothing newer can be had.
 */
export class ModelListings {
  readonly #tools: ListingTools;
  readonly #known = new Map<string, { at: number; models: ReadonlyMap<string, ListedModel> }>();
  readonly #asking = new Map<string, Promise<readonly ListedModel[]>>();
  readonly #failed = new Map<string, number>();

  constructor(tools: ListingTools) {
    this.#tools = tools;
  }

  /** Reads what is kept of these providers. Asks nobody. */
  async load(providers: Iterable<Place>): Promise<void> {
    const reads = [...providers].map(async (provider) => {
      const kept = await this.#tools.store.read(provider.id, originOf(provider));
      return kept !== undefined && this.#learnNews(provider, kept);
    });
    if ((await Promise.all(reads)).includes(true)) this.#tools.onChange();
  }

  /** What is known of a model from its provider's list; undefined where it is not in it. Asks nobody. */
  lookup(provider: Place, model: string): ListedModel | undefined {
    return this.#known.get(keyOf(provider))?.models.get(model);
  }

  /** The names that a provider is known to list; undefined where its list is not known. Asks nobody. */
  names(provider: Place): ReadonlySet<string> | undefined {
    const known = this.#known.get(keyOf(provider));
    return known && new Set(known.models.keys());
  }

  /** The list as the provider has it now; rejects with a `SwitchyardError`, also where an old list is known. */
  async refresh(provider: ProviderSetup, signal: AbortSignal): Promise<readonly ListedModel[]> {
    const models = await this.#tools.ask(provider, signal);
    await this.#keep(provider, { at: this.#tools.clock.now(), models });
    return models;
  }

  /** The list of today if there is one, else a new one, else the last one there was; rejects where there is none. */
  async list(provider: ProviderSetup, signal: AbortSignal): Promise<readonly ListedModel[]> {
    const kept = await this.#newest(provider);
    if (kept !== undefined && this.#isFresh(kept)) return kept.models;
    return this.refresh(provider, signal).catch((error: unknown) => {
      if (kept === undefined || SwitchyardError.is(error, 'cancelled')) throw error;
      return kept.models;
    });
  }

  /** Makes sure that a list of today is known, if that can be: for after an answer. Never rejects. */
  async refreshQuietly(provider: ProviderSetup): Promise<void> {
    const key = keyOf(provider);
    const known = this.#known.get(key);
    const failedAt = this.#failed.get(key) ?? Number.NEGATIVE_INFINITY;
    if (provider.api === 'vscode-lm' || this.#asking.has(key) || (known && this.#isFresh(known))) return;
    if (this.#tools.clock.now() - failedAt < RETRY_MS) return;
    const asking = this.list(provider, AbortSignal.timeout(BACKGROUND_MS));
    this.#asking.set(key, asking);
    try {
      await asking;
      // An old list is no success: the next answer would ask again.
      const now = this.#known.get(key);
      if (now === undefined || !this.#isFresh(now)) this.#failed.set(key, this.#tools.clock.now());
    } catch {
      this.#failed.set(key, this.#tools.clock.now());
    } finally {
      this.#asking.delete(key);
    }
  }

  /** Another window may have asked in the meantime. */
  async #newest(provider: ProviderSetup): Promise<Listing | undefined> {
    const kept = await this.#tools.store.read(provider.id, originOf(provider));
    if (kept !== undefined && this.#learnNews(provider, kept)) this.#tools.onChange();
    const known = this.#known.get(keyOf(provider));
    return known && { at: known.at, models: [...known.models.values()] };
  }

  async #keep(provider: ProviderSetup, listing: Listing): Promise<void> {
    this.#learn(provider, listing);
    this.#tools.onChange();
    await this.#tools.store.write(provider.id, originOf(provider), listing);
  }

  /** Takes what the disk has, if that is newer than what is known; whether it was. */
  #learnNews(provider: Place, listing: Listing): boolean {
    const known = this.#known.get(keyOf(provider));
    if (known !== undefined && known.at >= listing.at) return false;
    this.#learn(provider, listing);
    return true;
  }

  #learn(provider: Place, { at, models }: Listing): void {
    this.#known.set(keyOf(provider), { at, models: new Map(models.map((model) => [model.name, model])) });
  }

  /** A list from the future is of a clock that was wrong. */
  #isFresh({ at }: { at: number }): boolean {
    const age = this.#tools.clock.now() - at;
    return age >= 0 && age < DAY_MS;
  }
}

function originOf({ baseUrl }: Place): string {
  return new URL(baseUrl).origin;
}

function keyOf(provider: Place): string {
  return `${provider.id}\n${originOf(provider)}`;
}
