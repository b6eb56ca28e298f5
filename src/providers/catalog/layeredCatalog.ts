import type { Price } from '../../core/accounting/price.ts';
import type { Catalog, CatalogEntry, ListedBy } from '../../core/models/catalog.ts';
import type { Capability } from '../../core/models/model.ts';
import type { ListedModel } from './listedModel.ts';

/** What a provider's own list says of a model. */
export interface Listings {
  lookup(provider: ListedBy, model: string): ListedModel | undefined;
}

/** The catalogue with what a provider says of its own models over it; `provider` is whose list counts. */
export function layeredCatalog(bundled: Catalog, listings: Listings): Catalog {
  return {
    ...bundled,
    lookup(vendor, model, provider) {
      const known = bundled.lookup(vendor, model);
      const listed = provider && listings.lookup(provider, model);
      return listed === undefined ? known : merge(known ?? {}, listed);
    },
  };
}

function merge(known: CatalogEntry, { entry, has = [], lacks = [] }: ListedModel): CatalogEntry {
  const price = mergePrices(known.price, entry.price);
  const capabilities = mergeAbilities(known.capabilities, entry.capabilities, has, lacks);
  return {
    ...known,
    ...entry,
    ...(price === undefined ? {} : { price }),
    ...(capabilities === undefined ? {} : { capabilities }),
  };
}

/** The listed price, unless it is the known one in short: lists leave out tiers, hours and batches. */
function mergePrices(known: Price | undefined, listed: Price | undefined): Price | undefined {
  if (known === undefined || listed === undefined) return listed ?? known;
  const same = known.input.base === listed.input.base && known.output.base === listed.output.base;
  return same ? { ...listed, ...known } : listed;
}

/** The list wins where it speaks; a list that leaves abilities open makes no complete one. */
function mergeAbilities(
  known: readonly Capability[] | undefined,
  complete: readonly Capability[] | undefined,
  has: readonly Capability[],
  lacks: readonly Capability[],
): readonly Capability[] | undefined {
  if (known === undefined) return complete;
  return [...new Set([...known, ...(complete ?? has)])].filter((ability) => !lacks.includes(ability));
}
