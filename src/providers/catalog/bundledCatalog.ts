import type { Catalog, CatalogEntry } from '../../core/models/catalog.ts';
import type { Figures } from '../../core/models/figures.ts';
import { publishedFigures } from '../quality/publishedFigures.ts';
import { CAPABILITY_LETTERS, type CatalogData, type PackedModel } from './catalogData.ts';
import { findModel } from './findModel.ts';
import { isDated, priceInForce } from './priceInForce.ts';
import { retirementWords } from './retirementWords.ts';

/**
 * The catalogue that comes with Switchyard: rates in force at the time of each lookup, windows, output limits, abilities
 * and retirements of thousands of models, and what was published of how good they are. Undefined for every vendor and model name it does not hold, save for a
 * snapshot's date; it never touches the network, and rejects only when its data cannot be loaded.
 */
export async function loadBundledCatalog(now: () => Date = () => new Date()): Promise<Catalog> {
  const { catalog, quality } = (await import('./bundledData.ts')).BUNDLED;
  const { providers } = catalog;
  const published = publishedFigures(quality);
  const figures = new Map<string, Figures | undefined>();
  const lookups = new Map<string, Map<string, () => CatalogEntry | undefined>>();
  return {
    figures(model) {
      if (!figures.has(model)) figures.set(model, published(model));
      return figures.get(model);
    },
    lookup(provider, model) {
      const ofProvider = lookups.get(provider) ?? new Map<string, () => CatalogEntry | undefined>();
      lookups.set(provider, ofProvider);
      const known = ofProvider.get(model);
      if (known !== undefined) return known();
      const found = find(providers, provider, model);
      const entry = found && toEntry(found, now());
      // A price that hangs on the date or the hour is resolved anew each time.
      const dated = found !== undefined && isDated(found.model[0] ?? []);
      ofProvider.set(model, dated ? () => toEntry(found, now()) : () => entry);
      return entry;
    },
  };
}

interface Found {
  readonly model: PackedModel;
  readonly batch: number | undefined;
}

function find(providers: CatalogData['providers'], id: string, name: string): Found | undefined {
  const provider = Object.hasOwn(providers, id) ? providers[id] : undefined;
  if (provider === undefined) return undefined;
  const model = findModel(provider.models, name, ([, , , , more]) => more?.names);
  if (model !== undefined) return { model, batch: provider.batch };
  return firstOf(provider.also ?? [], (other) => find(providers, other, name));
}

function firstOf<T, R>(list: readonly T[], of: (item: T) => R | undefined): R | undefined {
  for (const item of list) {
    const result = of(item);
    if (result !== undefined) return result;
  }
  return undefined;
}

function toEntry({ model: [price, window, output, letters, more], batch }: Found, at: Date): CatalogEntry {
  const inForce = priceInForce(price ?? [], at, batch);
  return {
    ...(inForce === undefined ? {} : { price: inForce }),
    ...(typeof window === 'number' ? { contextWindow: window } : {}),
    ...(typeof output === 'number' ? { maxOutputTokens: output } : {}),
    ...(typeof letters === 'string' ? { capabilities: capabilitiesOf(letters) } : {}),
    ...(more?.gone === undefined ? {} : { deprecated: retirementWords(more.gone) }),
  };
}

function capabilitiesOf(letters: string): NonNullable<CatalogEntry['capabilities']> {
  return Object.entries(CAPABILITY_LETTERS).flatMap(([letter, name]) => (letters.includes(letter) ? [name] : []));
}
