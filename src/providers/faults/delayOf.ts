const UNITS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };
const PART =
  /(\d+(?:\.\d+)?)\s?(ms|milliseconds?|d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)(?![a-z])\s?/gi;
const DURATION = new RegExp(`^(?:${PART.source})+$`, 'i');

/** A number of at least this many seconds is a time in seconds since 1970; a thousand times as many, in milliseconds. */
const FIRST_TIME = 1e9;

/**
 * A delay in milliseconds from now, however it is written: seconds (`20`), a duration (`1m30s`, `6ms`, `2 minutes`), a
 * time (an HTTP date, RFC 3339, seconds or milliseconds since 1970), Protocol Buffers' `{seconds}`. 0 for a time that
 * has passed, undefined for anything else.
 */
export function delayOf(value: unknown, now: number): number | undefined {
  const told = typeof value === 'object' && value !== null && 'seconds' in value ? value.seconds : value;
  if (typeof told !== 'string' && typeof told !== 'number') return undefined;
  const text = String(told).trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return fromNumber(Number(text), now);
  if (DURATION.test(text)) return fromDuration(text);
  // A negative number would pass for a year.
  const date = /\d{4}/.test(text) && /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function fromNumber(number: number, now: number): number {
  if (number < FIRST_TIME) return number * 1000;
  return Math.max(0, (number < FIRST_TIME * 1000 ? number * 1000 : number) - now);
}

function fromDuration(text: string): number {
  let total = 0;
  for (const [, count, unit = 's'] of text.toLowerCase().matchAll(PART)) {
    const ms = /^m(?:s|illi)/.test(unit) ? 1 : (UNITS[unit.slice(0, 1)] ?? 0);
    total += Number(count) * ms;
  }
  return total;
}
