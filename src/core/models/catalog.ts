import type { Price } from '../accounting/price.ts';
import type { Figures } from './figures.ts';
import type { Capability } from './model.ts';

/** What the catalogue knows of a model; what it does not know is absent. */
export interface CatalogEntry {
  readonly price?: Price;
  readonly contextWindow?: number;
  readonly maxOutputTokens?: number;
  readonly capabilities?: readonly Capability[];
  /** Set for a model that its vendor retires: in words, with the date where it is known. */
  readonly deprecated?: string;
}

/** A provider as the user has it: what it lists is known by that, and not by the vendor's name. */
export interface ListedBy {
  readonly id: string;
  readonly baseUrl: string;
}

/** Prices and limits of known models. */
export interface Catalog {
  /**
   * `vendor` is the catalogue's own id, `listedBy` the user's provider, whose own list counts more; undefined when the
   * model is unknown to both.
   */
  lookup(vendor: string, model: string, listedBy?: ListedBy): CatalogEntry | undefined;
  /** What was published of how good a model is, whoever provides it; undefined where nothing was. */
  readonly figures?: (model: string) => Figures | undefined;
}

export const EMPTY_CATALOG: Catalog = { lookup: () => undefined };
