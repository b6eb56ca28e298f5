import * as z from 'zod';
import type { CatalogEntry } from '../../core/models/catalog.ts';
import { CAPABILITIES, type Capability } from '../../core/models/model.ts';

/** A model as its provider lists it. */
export interface ListedModel {
  /** What the provider is asked for. */
  readonly name: string;
  /** What people call it. */
  readonly label?: string;
  /** What the list says of it; it may say nothing. */
  readonly entry: CatalogEntry;
  /** Abilities that it is said to have, where the list leaves others open; else they are in `entry`. */
  readonly has?: readonly Capability[];
  /** Abilities that it is said not to have. */
  readonly lacks?: readonly Capability[];
}

const amount = z.number().int().min(0);
const rate = z.object({
  base: amount,
  tiers: z.array(z.object({ start: amount, rate: amount })).exactOptional(),
});
const price = z.object({
  input: rate,
  cachedInput: rate.exactOptional(),
  cacheWrite: rate.exactOptional(),
  cacheWrite1h: rate.exactOptional(),
  output: rate,
  reasoning: rate.exactOptional(),
  perInputImage: amount.exactOptional(),
});
const capabilities = z.array(z.enum(CAPABILITIES));
const listing = z.array(
  z.object({
    name: z.string(),
    label: z.string().exactOptional(),
    entry: z.object({
      price: price.exactOptional(),
      contextWindow: amount.exactOptional(),
      maxOutputTokens: amount.exactOptional(),
      capabilities: capabilities.exactOptional(),
      deprecated: z.string().exactOptional(),
    }),
    has: capabilities.exactOptional(),
    lacks: capabilities.exactOptional(),
  }),
);

/** A list of models as it was kept; undefined for anything else. */
export function parseListing(value: unknown): readonly ListedModel[] | undefined {
  return listing.safeParse(value).data;
}
