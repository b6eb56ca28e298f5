/**
 * How long a server asked to be left alone, in milliseconds: `retry-after-ms`, or `retry-after` in seconds or as a date
 * (RFC 9110 §10.2.3), or "try again in 1.2s" in its words; undefined when it said nothing usable.
 */
export function retryAfterMs(headers: Headers | undefined, message: string, now = Date.now()): number | undefined {
  const ms = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (ms >= 0) return ms;
  const value = headers?.get('retry-after');
  if (value != null && value !== '') {
    const seconds = Number(value);
    if (seconds >= 0) return seconds * 1000;
    // A negative number would pass for a year.
    const date = Number.isNaN(seconds) ? Date.parse(value) : Number.NaN;
    if (!Number.isNaN(date)) return Math.max(0, date - now);
  }
  const words = /(?:try again|retry)[^.]{0,20} in (\d+(?:\.\d+)?) ?(ms|s|m)/i.exec(message);
  if (words === null) return undefined;
  return Number(words[1]) * { ms: 1, s: 1000, m: 60_000 }[(words[2] ?? 's').toLowerCase() as 'ms' | 's' | 'm'];
}
