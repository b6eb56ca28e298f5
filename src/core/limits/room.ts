import { durationWords } from '../durationWords.ts';
import { say } from '../words.ts';
import { type Counted, type LearntLimit, type Limits, MINUTE_MS, type Need, type Start, scopesOf } from './limits.ts';

/** Why a provider can take no call now. */
export interface Full {
  /** In words: which limit is reached. */
  readonly reason: string;
  /** When there will be room, in milliseconds; unknown where running calls must end first. */
  readonly freeInMs?: number;
  /** Only its vendor's own word from an earlier answer: it may be out of date. */
  readonly hearsay?: true;
}

/** What stands in the way of a call now, the limit that takes longest; undefined where there is room. */
export function fullness(limits: Limits, counted: Counted, need: Need, now: number): Full | undefined {
  const starts = counted.starts.filter(({ at }) => at <= now + CLOCK_SET_BACK_MS);
  const full = [
    tooManyRequests(limits, starts, now),
    tooManyTokens(limits, starts, need, now),
    tooManyAtOnce(limits, starts, now),
    ...counted.learnt.map((limit) => usedUp(limit, starts, need, now)),
  ].filter((one) => one !== undefined);
  // A set limit is sure: what a vendor once said only counts where none is reached.
  const sure = full.filter(({ hearsay }) => !hearsay);
  return (sure.length > 0 ? sure : full).sort((a, b) => (b.freeInMs ?? 0) - (a.freeInMs ?? 0))[0];
}

/** The share of a provider's limits that is left, 0 to 1: of the one with the least; 1 where none is known. */
export function shareLeft(limits: Limits, { starts, learnt }: Counted, model: string, now: number): number {
  const { requestsPerMinute, tokensPerMinute, concurrent } = limits;
  const recent = lastMinute(starts, now);
  const shares = [
    ...(requestsPerMinute === undefined ? [] : [1 - recent.length / requestsPerMinute]),
    ...(tokensPerMinute === undefined ? [] : [1 - tokensOf(recent) / tokensPerMinute]),
    ...(concurrent === undefined ? [] : [1 - running(starts, now).length / concurrent]),
    ...learnt
      .filter((limit) => holds(limit, model, now))
      .flatMap((limit) => (limit.limit === undefined ? [] : [leftOf(limit, starts, now) / limit.limit])),
  ];
  return Math.min(1, Math.max(0, Math.min(...shares, 1)));
}

/** How many calls of the last minute, the running ones included. */
export function recentCalls({ starts }: Counted, now: number): number {
  return starts.filter((start) => start.at > now - MINUTE_MS || start.leaseUntil > now).length;
}

/** Calls of a time that has not come: the machine's clock was set back, and they count no more. */
const CLOCK_SET_BACK_MS = 1000;

function lastMinute(starts: readonly Start[], now: number): Start[] {
  return starts.filter(({ at }) => at > now - MINUTE_MS);
}

function running(starts: readonly Start[], now: number): Start[] {
  return starts.filter(({ leaseUntil }) => leaseUntil > now);
}

function tokensOf(starts: readonly Start[]): number {
  return starts.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
}

function tooManyRequests(
  { requestsPerMinute: limit }: Limits,
  starts: readonly Start[],
  now: number,
): Full | undefined {
  if (limit === undefined) return undefined;
  const recent = lastMinute(starts, now);
  const last = recent[recent.length - limit];
  if (last === undefined) return undefined;
  const reason =
    limit === 1
      ? say('its limit of one request a minute is reached')
      : say('its limit of {0} requests a minute is reached', limit);
  return { reason, freeInMs: last.at + MINUTE_MS - now };
}

/** A request that is larger than the limit itself is let through alone: whether it is too large is for its vendor to say. */
function tooManyTokens(
  { tokensPerMinute: limit }: Limits,
  starts: readonly Start[],
  need: Need,
  now: number,
): Full | undefined {
  if (limit === undefined) return undefined;
  const recent = lastMinute(starts, now);
  const room = limit - Math.min(limit, need.inputTokens + need.outputTokens);
  let used = tokensOf(recent);
  if (used <= room) return undefined;
  const reason = say('its limit of {0} tokens a minute is reached', limit);
  for (const start of recent) {
    used -= start.inputTokens + start.outputTokens;
    if (used <= room) return { reason, freeInMs: start.at + MINUTE_MS - now };
  }
  return { reason, freeInMs: MINUTE_MS };
}

function tooManyAtOnce({ concurrent: limit }: Limits, starts: readonly Start[], now: number): Full | undefined {
  if (limit === undefined || running(starts, now).length < limit) return undefined;
  const reason =
    limit === 1
      ? say('its limit of one request at a time is reached')
      : say('its limit of {0} requests at a time is reached', limit);
  return { reason };
}

function holds({ scope, resetAt, limit }: LearntLimit, model: string, now: number): boolean {
  return resetAt > now && limit !== 0 && scopesOf(model).includes(scope);
}

function usedUp(learnt: LearntLimit, starts: readonly Start[], need: Need, now: number): Full | undefined {
  if (!holds(learnt, need.model, now)) return undefined;
  const { limit = Number.POSITIVE_INFINITY, counts, resetAt } = learnt;
  const missing = Math.min(amountOf(counts, need), limit) - leftOf(learnt, starts, now);
  if (missing <= 0) return undefined;
  const rate = refillRate(learnt);
  const reason =
    counts === 'requests' ? say('its requests are used up, it said') : say('its tokens are used up, it said');
  return {
    reason,
    freeInMs: Math.ceil(Math.min(resetAt - now, rate > 0 ? missing / rate : resetAt - now)),
    hearsay: true,
  };
}

/** What is left of a told limit: what was then, what has come back since, less what was started since. */
function leftOf(learnt: LearntLimit, starts: readonly Start[], now: number): number {
  const { counts, remaining, at, since, scope } = learnt;
  const used = starts
    .filter((start) => start.at > since && scopesOf(start.model).includes(scope))
    .reduce((sum, start) => sum + amountOf(counts, start), 0);
  return remaining + refillRate(learnt) * (now - at) - used;
}

/** How much comes back in a millisecond. */
function refillRate({ gradual, limit, remaining, at, resetAt }: LearntLimit): number {
  return gradual && limit !== undefined && limit > remaining ? (limit - remaining) / (resetAt - at) : 0;
}

function amountOf(counts: LearntLimit['counts'], { inputTokens, outputTokens }: Need): number {
  switch (counts) {
    case 'requests':
      return 1;
    case 'tokens':
      return inputTokens + outputTokens;
    case 'inputTokens':
      return inputTokens;
    case 'outputTokens':
      return outputTokens;
  }
}

/** The reason and, where it is known, when there will be room. */
export function fullWords({ reason, freeInMs }: Full): string {
  return freeInMs === undefined ? reason : say('{0}, free in {1}', reason, durationWords(freeInMs));
}
