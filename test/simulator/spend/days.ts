import type { Bill } from '../spendLedger.ts';

export const DAY_MS = 86_400_000;

/** A UTC day and what was billed on it. */
export interface Day {
  readonly start: number;
  readonly end: number;
  readonly bills: readonly Bill[];
}

/** The UTC days that begin in a range of time, with their bills; a day's start is milliseconds since 1970. */
export function daysOf(bills: readonly Bill[], from: number, to: number): Day[] {
  const days: Day[] = [];
  for (let start = dayOf(from); start < to; start += DAY_MS) {
    const end = start + DAY_MS;
    days.push({ start, end, bills: bills.filter(({ at }) => at >= start && at < end) });
  }
  return days;
}

/** The start of the UTC day of this moment. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/** One page of a list, and the token of the next. */
export function pageOf<T>(all: readonly T[], size: number, token: string | null) {
  const first = Number(/^page_(\d+)$/.exec(token ?? '')?.[1] ?? 0);
  const next = first + size < all.length ? `page_${first + size}` : null;
  return { data: all.slice(first, first + size), has_more: next !== null, next_page: next };
}
