import { type Price, type Rate, rateFromUsd } from '../../core/accounting/price.ts';
import type { PackedModel, PackedPeriod, PackedRate, PackedRates } from './catalogData.ts';

type PackedPrice = NonNullable<PackedModel[0]>;

/** What a model charges at this moment; `batchShare` is its vendor's. Undefined where input or output is unknown. */
export function priceInForce(packed: PackedPrice, at: Date, batchShare?: number): Price | undefined {
  const [input, output, cachedInput, cacheWrite, cacheWrite1h, reasoning] = ratesAt(packed, at).map(toRate);
  if (input === undefined || output === undefined) return undefined;
  return {
    input,
    ...(cachedInput === undefined ? {} : { cachedInput }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
    ...(cacheWrite1h === undefined ? {} : { cacheWrite1h }),
    output,
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(batchShare === undefined ? {} : { batchShare }),
  };
}

/** Whether a price depends on the date or the hour. */
export function isDated(packed: PackedPrice): packed is readonly PackedPeriod[] {
  const [first] = packed;
  return typeof first === 'object' && first !== null && 'rates' in first;
}

function ratesAt(packed: PackedPrice, at: Date): PackedRates {
  if (!isDated(packed)) return packed;
  return (packed.findLast((period) => isInForce(period, at)) ?? packed[0])?.rates ?? [];
}

function isInForce({ from, minutes, days }: PackedPeriod, at: Date): boolean {
  const minute = at.getUTCHours() * 60 + at.getUTCMinutes();
  return (
    (from === undefined || at >= new Date(from)) &&
    (minutes === undefined || isBetween(minute, minutes)) &&
    (days === undefined || days.includes(at.getUTCDay()))
  );
}

/** A span may cross midnight. */
function isBetween(minute: number, [start, end]: readonly [number, number]): boolean {
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
}

function toRate(packed: PackedRate | null): Rate | undefined {
  if (packed === null) return undefined;
  if (typeof packed === 'number') return rateFromUsd(packed);
  const [base = 0, ...steps] = packed;
  const tiers = [];
  for (let at = 0; at < steps.length; at += 2) {
    tiers.push({ start: steps[at] ?? 0, rate: rateFromUsd(steps[at + 1] ?? 0).base });
  }
  return { ...rateFromUsd(base), tiers };
}
