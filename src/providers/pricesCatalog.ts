import type { calcPrice, MatchLogic, ModelInfo, ModelPrice, PriceCalculation } from '@pydantic/genai-prices';
import { type Price, type Rate, rateFromUsd } from '../core/accounting/price.ts';
import type { Catalog, CatalogEntry } from '../core/models/catalog.ts';

/**
 * The bundled catalogue of `@pydantic/genai-prices`: rates in force at the time of each lookup in nano-dollars per
 * million tokens, and context windows. Undefined for every provider id and model name it does not hold exactly, save
 * for a snapshot's date; it never touches the network, and rejects only when the package itself cannot be loaded.
 */
export async function loadPricesCatalog(now: () => Date = () => new Date()): Promise<Catalog> {
  const genaiPrices = await import('@pydantic/genai-prices');
  const memo = new Map<string, CatalogEntry | undefined>();
  return {
    lookup(provider, model) {
      const key = `${provider}\n${model}`;
      if (memo.has(key)) return memo.get(key);
      const hit = find(genaiPrices.calcPrice, provider, model, now());
      const entry = hit && toEntry(hit);
      // A list of prices hangs on the date or the hour, so it is resolved anew each time.
      if (!Array.isArray(hit?.model.prices)) memo.set(key, entry);
      return entry;
    },
  };
}

function find(calc: typeof calcPrice, provider: string, model: string, timestamp: Date): PriceCalculation | undefined {
  const hit = calc({}, model, { providerId: provider, timestamp });
  // The package guesses the provider from part of its name, or from the model's.
  if (hit === null || hit.provider.id !== provider) return undefined;
  return isNamed(hit.model, model.toLowerCase()) ? hit : undefined;
}

/** Whether the catalogue's model is the one asked for, and no relative that shares its prefix: `x-5-5` is not `x-5`. */
function isNamed({ id, match }: ModelInfo, asked: string): boolean {
  return asked === id.toLowerCase() || isNamedBy(match, asked);
}

function isNamedBy(match: MatchLogic, asked: string): boolean {
  if ('or' in match) return match.or.some((part) => isNamedBy(part, asked));
  if ('and' in match) return match.and.some((part) => isNamedBy(part, asked)) && match.and.every(isUnbroken(asked));
  if ('equals' in match) return asked === match.equals.toLowerCase();
  if ('regex' in match) return /^\^.*\$$/.test(match.regex) && new RegExp(match.regex).test(asked);
  if ('starts_with' in match) return isSnapshot(asked, match.starts_with, /^$/);
  if ('contains' in match) return isSnapshot(asked, match.contains, FOLDERS);
  return isSnapshot(asked, match.ends_with, FOLDERS);
}

function isUnbroken(asked: string): (part: MatchLogic) => boolean {
  return (part) => !('regex' in part) || new RegExp(part.regex).test(asked);
}

/** What may stand before a model's name: nothing, or the path of a resource such as `models/`. */
const FOLDERS = /^(?:.*\/)?$/;

/** What may follow a model's name without making it another model: `-20250929`, `@2026-03-05`, `-0613`, `-latest`. */
const SNAPSHOT = /^(?:[-@](?:\d{8}|\d{4}-\d\d-\d\d|\d\d-\d{4}|\d{3,4}|latest)|-v\d+(?::\d+)?)*$/;

function isSnapshot(asked: string, literal: string, before: RegExp): boolean {
  // Some of the catalogue's prefixes end within the date.
  const name = literal.toLowerCase().replace(/[-@](?:20\d\d-?)?$/, '');
  const at = asked.indexOf(name);
  return at >= 0 && before.test(asked.slice(0, at)) && SNAPSHOT.test(asked.slice(at + name.length));
}

function toEntry({ model, model_price }: PriceCalculation): CatalogEntry {
  const price = toPrice(model_price);
  return {
    ...(price === undefined ? {} : { price }),
    ...(model.context_window === undefined ? {} : { contextWindow: model.context_window }),
  };
}

/** Charges that a price per token cannot say; a model that has one is better unknown than too cheap. */
const BEYOND_TOKENS = ['requests_kcount', 'output_reasoning_mtok', 'output_citation_mtok'];

function toPrice(prices: ModelPrice): Price | undefined {
  const input = toRate(prices.input_mtok);
  const output = toRate(prices.output_mtok);
  if (input === undefined || output === undefined || BEYOND_TOKENS.some((charge) => charge in prices)) return undefined;
  const cachedInput = toRate(prices.cache_read_mtok);
  const cacheWrite = toRate(prices.cache_write_mtok);
  return {
    input,
    ...(cachedInput === undefined ? {} : { cachedInput }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
    output,
  };
}

/** Both sides count a tier from above its start, over all input tokens of the request. */
function toRate(usd: ModelPrice[string]): Rate | undefined {
  if (usd === undefined) return undefined;
  if (typeof usd === 'number') return rateFromUsd(usd);
  const tiers = usd.tiers.map(({ start, price }) => ({ start, rate: rateFromUsd(price).base }));
  return { ...rateFromUsd(usd.base), tiers: tiers.sort((a, b) => a.start - b.start) };
}
