import type { PackedPeriod, PackedRate, PackedRates } from '../../src/providers/catalog/catalogData.ts';
import { findModel } from '../../src/providers/catalog/findModel.ts';
import type { FoundModel } from './foundModel.ts';
import type { Vendor } from './vendorFacts.ts';

type Prices = NonNullable<FoundModel['price']>;

/** What the packages say of one vendor's models, each list in its own order. */
export interface Findings {
  /** With dated prices, prices of hours and the most careful windows. */
  readonly priced: readonly FoundModel[];
  /** The newest. */
  readonly recent: readonly FoundModel[];
  /** The most. */
  readonly broad: readonly FoundModel[];
}

/** One list of a vendor's models: every id that any package knows, the priced ones first. */
export function mergeModels({ priced, recent, broad }: Findings, vendor: Vendor, asOf: string): FoundModel[] {
  const byId = (models: readonly FoundModel[]) => Object.fromEntries(models.map((model) => [model.id, model]));
  const [fromPriced, fromRecent, fromBroad] = [byId(priced), byId(recent), byId(broad)];
  const ids = new Set([...priced, ...recent, ...broad].map(({ id }) => id));
  return [...ids].map((id): FoundModel => {
    // One package's model may be another name or a snapshot of a model in the first.
    const asked = findModel(fromPriced, id, ({ names }) => names);
    const [newest, widest] = [fromRecent[id], fromBroad[id]];
    const price = choosePrice([asked, newest, widest], vendor, asOf);
    return {
      id,
      names: asked?.id === id && asked.names ? withoutOwn(asked.names, ids) : undefined,
      price:
        price && withHourWrite(price === asked?.price ? withPeakDays(price, vendor) : withPeak(price, vendor), vendor),
      contextWindow: asked?.contextWindow ?? widest?.contextWindow ?? newest?.contextWindow,
      maxOutputTokens: smallest(newest?.maxOutputTokens, widest?.maxOutputTokens),
      capabilities: newest?.capabilities ?? widest?.capabilities,
      gone: asked?.gone,
    };
  });
}

/** Names that are models of their own stand for these. */
function withoutOwn(names: NonNullable<FoundModel['names']>, ids: ReadonlySet<string>): FoundModel['names'] {
  return { ...names, as: names.as?.filter((name) => !ids.has(name)) ?? [] };
}

/**
 * The careful package's price, as it knows dates, hours and an hour's cache; the newest one's where the two disagree on
 * what input or output costs now, and where it alone knows that long requests cost more.
 */
function choosePrice(
  [priced, newest, widest]: readonly (FoundModel | undefined)[],
  vendor: Vendor,
  asOf: string,
): FoundModel['price'] {
  if (priced?.beyondTokens) return undefined;
  const careful = priced?.price;
  const news = newest?.price;
  if (careful === undefined || vendor.oldPrices) return news ?? widest?.price ?? careful;
  // An hour's price is no news where the other package knows the hours.
  if (news === undefined || isPeriods(news) || vendor.peak !== undefined) return careful;
  const now = ratesOn(asOf, careful);
  const same = baseOf(now[0]) === baseOf(news[0]) && baseOf(now[1]) === baseOf(news[1]);
  return same && (isTiered(now) || !isTiered(news)) ? careful : news;
}

function ratesOn(day: string, price: Prices): PackedRates {
  if (!isPeriods(price)) return price;
  return price.findLast(({ from, minutes }) => minutes === undefined && (from ?? '') <= day)?.rates ?? [];
}

function isPeriods(price: Prices): price is readonly PackedPeriod[] {
  return typeof price[0] === 'object' && price[0] !== null && 'rates' in price[0];
}

function baseOf(rate: PackedRate | null | undefined): number | null | undefined {
  return Array.isArray(rate) ? rate[0] : (rate as number | null | undefined);
}

function isTiered(rates: PackedRates): boolean {
  return Array.isArray(rates[0]);
}

/** The careful package knows a peak's hours and not that it is on working days only. */
function withPeakDays(price: Prices, { peak }: Vendor): Prices {
  if (!isPeriods(price) || peak === undefined) return price;
  const isPeak = (period: PackedPeriod) => peak.minutes.some((minutes) => `${minutes}` === `${period.minutes}`);
  return price.map((period) => (isPeak(period) ? { ...period, days: peak.days } : period));
}

/** Without hours, the price is that of the peak. */
function withPeak(price: Prices, { peak }: Vendor): Prices {
  if (isPeriods(price) || peak === undefined) return price;
  const offPeak = price.map((rate) => scaled(rate, peak.offPeakShare));
  return [{ rates: offPeak }, ...peak.minutes.map((minutes) => ({ rates: price, minutes, days: peak.days }))];
}

/** The rates with an hour's cache write where only that of five minutes is known. */
function withHourWrite(price: Prices, { hourWrite }: Vendor): Prices {
  if (hourWrite === undefined) return price;
  const add = ([input = null, output = null, read = null, write = null, hour = null, ...rest]: PackedRates) => {
    const known = write === null || hour !== null ? hour : scaled(input, hourWrite);
    return [input, output, read, write, known, ...rest];
  };
  return isPeriods(price) ? price.map((period) => ({ ...period, rates: add(period.rates) })) : add(price);
}

function scaled(rate: PackedRate | null, share: number): PackedRate | null {
  if (rate === null) return null;
  const times = (usd: number) => Number((usd * share).toFixed(6));
  return typeof rate === 'number'
    ? times(rate)
    : rate.map((value, at) => (at === 0 || at % 2 === 0 ? times(value) : value));
}

function smallest(...values: (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
