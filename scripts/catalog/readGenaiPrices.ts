import { findProvider, type MatchLogic, type ModelInfo, type ModelPrice } from '@pydantic/genai-prices';
import type { PackedNames, PackedPeriod, PackedRate, PackedRates } from '../../src/providers/catalog/catalogData.ts';
import type { FoundModel } from './foundModel.ts';

/** Charges that a price per token cannot say; a model that has one is better unknown than too cheap. */
const BEYOND_TOKENS = ['requests_kcount', 'output_citation_mtok'];

/** The models that `@pydantic/genai-prices` holds of a vendor, in its order, and the vendors that it falls back to. */
export function readGenaiPrices(providerId: string): { models: FoundModel[]; also: readonly string[] } {
  const provider = findProvider({ providerId });
  // The package guesses a vendor from part of its name.
  if (provider?.id !== providerId) return { models: [], also: [] };
  return { models: provider.models.map(toModel), also: provider.fallback_model_providers ?? [] };
}

function toModel(model: ModelInfo): FoundModel {
  const names = namesOf(model.match);
  const id = model.id.toLowerCase();
  return {
    id,
    names: { ...names, as: names.as.filter((name) => name !== id) },
    price: priceOf(model),
    beyondTokens: !Array.isArray(model.prices) && BEYOND_TOKENS.some((charge) => charge in model.prices),
    contextWindow: model.context_window,
    ...(model.deprecated ? { gone: true } : {}),
  };
}

function priceOf({ prices }: ModelInfo): PackedRates | PackedPeriod[] | undefined {
  if (!Array.isArray(prices)) return toRates(prices);
  const periods = prices.flatMap(({ constraint, prices: of }): PackedPeriod[] => {
    const rates = toRates(of);
    if (rates === undefined) return [];
    if (constraint === undefined) return [{ rates }];
    if (constraint.type === 'start_date') return [{ rates, from: constraint.start_date }];
    return [{ rates, minutes: [minuteOf(constraint.start_time), minuteOf(constraint.end_time)] }];
  });
  return periods.length === prices.length ? periods : undefined;
}

function toRates(prices: ModelPrice): PackedRates | undefined {
  const { input_mtok: input, output_mtok: output } = prices;
  if (input === undefined || output === undefined || BEYOND_TOKENS.some((charge) => charge in prices)) return undefined;
  return [
    input,
    output,
    prices.cache_read_mtok,
    prices.cache_write_mtok,
    prices.cache_write_1h_mtok,
    prices.output_reasoning_mtok,
  ].map(toRate);
}

/** Both sides count a tier from above its start, over all input tokens of the request. */
function toRate(usd: ModelPrice[string]): PackedRate | null {
  if (usd === undefined || typeof usd === 'number') return usd ?? null;
  const tiers = [...usd.tiers].sort((a, b) => a.start - b.start);
  return [usd.base, ...tiers.flatMap(({ start, price }) => [start, price])];
}

function minuteOf(time: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d):00Z$/.exec(time) ?? [];
  if (hours === undefined) throw new Error(`no time of day in UTC: ${time}`);
  return Number(hours) * 60 + Number(minutes);
}

/**
 * The names that a rule of the package really means. It takes `starts_with` and `contains` at their word, which gives a
 * new model the price of an old one; here only a snapshot's date may follow. Patterns of dates need no name of their own.
 */
function namesOf(match: MatchLogic): Required<PackedNames> {
  if ('or' in match || 'and' in match) {
    const parts = ('or' in match ? match.or : match.and).map(namesOf);
    return {
      as: parts.flatMap(({ as }) => as),
      dated: parts.flatMap(({ dated }) => dated),
      within: parts.flatMap(({ within }) => within),
    };
  }
  const none = { as: [], dated: [], within: [] };
  if ('equals' in match) return { ...none, as: [match.equals.toLowerCase()] };
  if ('starts_with' in match) return { ...none, dated: [stem(match.starts_with)] };
  if ('contains' in match) return { ...none, within: [stem(match.contains)] };
  if ('ends_with' in match) return { ...none, within: [stem(match.ends_with)] };
  return none;
}

/** Some of the package's prefixes end within the date. */
function stem(literal: string): string {
  return literal.toLowerCase().replace(/[-@](?:20\d\d-?)?$/, '');
}
