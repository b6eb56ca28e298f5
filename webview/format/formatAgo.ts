const UNITS = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 7 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['year', 365 * 86_400_000],
] as const;

/** How long ago something was, in few words of the reader's language: `now`, `5m ago`, `yesterday`, `3w ago`. */
export function formatAgo(at: number, now: number, locale?: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' });
  const passed = Math.max(0, now - at);
  const unit = UNITS.findLast(([, length]) => passed >= length);
  return unit === undefined ? format.format(0, 'second') : format.format(-Math.floor(passed / unit[1]), unit[0]);
}
