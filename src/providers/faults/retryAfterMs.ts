import { delayOf } from './delayOf.ts';
import type { Fields } from './faultLayers.ts';
import type { Fault } from './readFault.ts';

const DAY_MS = 86_400_000;
/** No limit is longer than a month; what says so is garbage. */
const LONGEST_MS = 31 * DAY_MS;

/**
 * How long a server asked to be left alone, in whole milliseconds; undefined when it said nothing usable. In this order:
 * Google's limits per day, `retry-after-ms`, `retry-after` (RFC 9110 §10.2.3), what the body says, what its words say,
 * and, where `limited` says that it is about limits, the reset of the limit that is used up. Times of day are counted
 * from the server's own `date`.
 */
export function retryAfterMs(
  fault: Pick<Fault, 'words' | 'layers'>,
  sent: Headers | undefined,
  limited: boolean,
  now = Date.now(),
): number | undefined {
  const headers = headersOf(sent, fault.layers);
  const date = Date.parse(headers.get('date') ?? '');
  const at = Number.isNaN(date) ? now : date;
  const told = [
    isPerDay(fault.layers) ? untilPacificMidnight(at) : undefined,
    milliseconds(headers.get('retry-after-ms')),
    delayOf(headers.get('retry-after'), at),
    inBody(fault.layers, at),
    inWords(fault.words, at),
    limited ? untilReset(headers, at) : undefined,
  ];
  return told.map(usable).find((ms) => ms !== undefined);
}

function usable(ms: number | undefined): number | undefined {
  return ms !== undefined && ms >= 0 && ms <= LONGEST_MS ? Math.ceil(ms) : undefined;
}

/** The headers and those that OpenRouter repeats in `metadata.headers`, which also come within an answer. */
function headersOf(sent: Headers | undefined, layers: readonly Fields[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const { headers: repeated } of layers) {
    if (typeof repeated !== 'object' || repeated === null) continue;
    for (const [name, value] of Object.entries(repeated)) {
      if (isPlain(value)) headers.set(name.toLowerCase(), String(value));
    }
  }
  for (const [name, value] of sent ?? []) headers.set(name, value);
  return headers;
}

/** Anything else may throw when it is converted: `{"toString": 1}`. */
function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function milliseconds(value: unknown): number | undefined {
  return isPlain(value) && value !== '' ? Number(value) : undefined;
}

/** ai.google.dev/gemini-api/docs/rate-limits: requests per day are reset at midnight Pacific time, whatever its delay says. */
function isPerDay(layers: readonly Fields[]): boolean {
  return layers.some(({ quotaId }) => typeof quotaId === 'string' && quotaId.includes('PerDay'));
}

function untilPacificMidnight(now: number): number {
  const there = new Date(new Date(now).toLocaleString('en-US', { timeZone: 'America/Los_Angeles' }));
  return DAY_MS - ((there.getHours() * 60 + there.getMinutes()) * 60 + there.getSeconds()) * 1000;
}

/** `retryDelay` of Google's RetryInfo, `retry_after_seconds` (OpenRouter), `resets_in_seconds` (Codex), `estimated_time` (Hugging Face). */
function inBody(layers: readonly Fields[], now: number): number | undefined {
  for (const fields of layers) {
    const told =
      fields.retryDelay ??
      fields.retry_after_seconds ??
      fields.retry_after ??
      fields.resets_in_seconds ??
      fields.estimated_time;
    const delay = milliseconds(fields.retry_after_ms) ?? delayOf(told, now);
    if (usable(delay) !== undefined) return delay;
  }
  return undefined;
}

/** "Please try again in 1m2.5s", "Please retry after 60 seconds", "Please wait 34087 seconds before retrying". */
const WORDS =
  /\b(?:try again|retry(?:ing)?|resets?|wait)\b[^.\n]{0,40}?\s(\d[\d.]*\s?[a-z]+(?:\s?\d[\d.]*\s?[a-z]+)*)/i;

/** Anthropic's monthly limit: "You will regain access on 2026-04-01 at 00:00 UTC." */
const REGAIN = /regain access on (\d{4}-\d\d-\d\d) at (\d\d:\d\d) UTC/;

function inWords(words: string, now: number): number | undefined {
  const regain = REGAIN.exec(words);
  if (regain !== null) return delayOf(`${regain[1]}T${regain[2]}:00Z`, now);
  return delayOf(WORDS.exec(words)?.[1], now);
}

/**
 * Until the limits that are used up are reset, of those that the headers name `…ratelimit…reset…`, each beside its
 * `…remaining…`; without any that is used up, until the last of them.
 */
function untilReset(headers: ReadonlyMap<string, string>, now: number): number | undefined {
  const all: number[] = [];
  const used: number[] = [];
  for (const [name, value] of headers) {
    if (!name.includes('ratelimit') || !name.includes('reset')) continue;
    const delay = usable(delayOf(value, now));
    if (delay === undefined) continue;
    all.push(delay);
    if (headers.get(name.replace('reset', 'remaining')) === '0') used.push(delay);
  }
  const delays = used.length > 0 ? used : all;
  return delays.length === 0 ? undefined : Math.max(...delays);
}
