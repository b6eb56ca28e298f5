import { binomialTail } from './binomialTail.ts';
import type { Metric, Sample, Unusual } from './sample.ts';

const DAY_MS = 86_400_000;
/** What is usual is taken from so many days before the latest requests. */
const USUAL_DAYS = 14;
/** The latest requests are so many, of the last day; fewer than the least say nothing. */
const LATEST = 20;
const LEAST_LATEST = 10;
const LEAST_USUAL = 50;
/** Chance alone may do it this rarely at one look; there is a look after every request. */
const RARE = 1e-6;
/** A day with so many requests tells what a day can be like. */
const DAY_COUNTS_FROM = 8;
const LEAST_DAYS = 3;
/** A median is that of a few requests: it must lie so far beyond that of a bad day. */
const BEYOND_BAD_DAY = 1.3;

/** A share is unusual when it is this many times the usual one, and at least so large. */
const SHARE_TIMES = 2;
const LEAST_SHARE = 0.15;
/** A median is unusual when it is this many times the usual one; how long a whole answer takes depends on the question. */
const MEDIAN_TIMES: Readonly<Record<'firstToken' | 'total' | 'cost', number>> = { firstToken: 2, total: 2, cost: 2 };

/**
 * Which measures of a model have left their usual range for the worse. `samples` are its requests of the last weeks, oldest
 * first. It takes three things: that chance hardly explains it, that it is much, and that it was not so on other days.
 */
export function unusual(samples: readonly Sample[], now: number): Unusual[] {
  const known = samples.filter(({ at }) => at > now - (USUAL_DAYS + 1) * DAY_MS);
  return [
    ...ofShare('errors', known, ({ failed }) => failed, now),
    ...ofMedian('firstToken', known, ({ firstTokenMs }) => firstTokenMs, now),
    ...ofMedian('total', known, ({ totalMs }) => totalMs, now),
    ...ofMedian('cost', known, ({ costNano }) => costNano, now),
    ...ofShare('redone', known, ({ redone }) => redone, now),
  ];
}

/** A measure of each request that has one. */
interface Measured<T> {
  readonly at: number;
  readonly value: T;
}

function ofShare(
  metric: Metric,
  samples: readonly Sample[],
  read: (sample: Sample) => boolean | null,
  now: number,
): Unusual[] {
  const split = latestAndUsual(samples, read, now);
  if (split === undefined) return [];
  const { latest, usual } = split;
  const hits = count(latest);
  const share = hits / latest.length;
  const before = count(usual) / usual.length;
  // One more than was seen: what never happened so far may happen.
  const chance = (count(usual) + 1) / (usual.length + 2);
  if (share < LEAST_SHARE || share < before * SHARE_TIMES) return [];
  if (binomialTail(latest.length, hits, chance) > RARE) return [];
  if (share <= badDay(usual, (day) => count(day) / day.length)) return [];
  return [{ metric, now: share, usual: before, of: latest.length }];
}

function ofMedian(
  metric: keyof typeof MEDIAN_TIMES,
  samples: readonly Sample[],
  read: (sample: Sample) => number | null,
  now: number,
): Unusual[] {
  const split = latestAndUsual(samples, read, now);
  if (split === undefined) return [];
  const { latest, usual } = split;
  const [median, before] = [quantile(latest, 0.5), quantile(usual, 0.5)];
  if (median < before * MEDIAN_TIMES[metric] || median === 0) return [];
  // Whatever the distribution, a quarter of usual requests lie above this.
  const high = quantile(usual, 0.75);
  const above = latest.filter(({ value }) => value > high).length;
  if (binomialTail(latest.length, above, 0.25) > RARE) return [];
  if (median <= badDay(usual, (day) => quantile(day, 0.5)) * BEYOND_BAD_DAY) return [];
  return [{ metric, now: median, usual: before, of: latest.length }];
}

/** The latest requests of the last day, and all of the days before it; undefined where they are too few. */
function latestAndUsual<T>(
  samples: readonly Sample[],
  read: (sample: Sample) => T | null,
  now: number,
): { latest: Measured<T>[]; usual: Measured<T>[] } | undefined {
  const measured = samples.flatMap((sample) => {
    const value = read(sample);
    return value === null ? [] : [{ at: sample.at, value }];
  });
  const latest = measured.slice(-LATEST).filter(({ at }) => at > now - DAY_MS);
  // What lasts since this morning is not what is usual.
  const usual = measured.filter(({ at }) => at <= now - DAY_MS);
  return latest.length < LEAST_LATEST || usual.length < LEAST_USUAL ? undefined : { latest, usual };
}

/** What the second worst of the earlier days was like: one bad day must not hide the next. */
function badDay<T>(usual: readonly Measured<T>[], of: (day: readonly Measured<T>[]) => number): number {
  const days = Map.groupBy(usual, ({ at }) => Math.floor(at / DAY_MS));
  const values = [...days.values()].filter((day) => day.length >= DAY_COUNTS_FROM).map(of);
  return values.length < LEAST_DAYS ? Number.NEGATIVE_INFINITY : (values.sort((a, b) => b - a)[1] ?? 0);
}

function count(measured: readonly Measured<boolean>[]): number {
  return measured.filter(({ value }) => value).length;
}

function quantile(measured: readonly Measured<number>[], share: number): number {
  const sorted = measured.map(({ value }) => value).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
