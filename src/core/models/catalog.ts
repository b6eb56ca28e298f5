import type { Price } from '../accounting/price.ts';
import type { Capability } from './model.ts';

/** What the catalogue knows of a model; what it does not know is absent. */
export interface CatalogEntry {
  readonly price?: Price;
  readonly contextWindow?: number;
  readonly capabilities?: readonly Capability[];
}

/** Prices and limits of known models. */
export interface Catalog {
  /** `provider` is the catalogue's own provider id; undefined when the model is unknown there. */
  lookup(provider: string, model: string): CatalogEntry | undefined;
}

export const EMPTY_CATALOG: Catalog = { lookup: () => undefined };
