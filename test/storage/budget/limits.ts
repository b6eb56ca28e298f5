import type { Limit } from '../../../src/core/accounting/budget.ts';
import type { AttemptRow } from '../../../src/core/ports/ledger.ts';

/** A day of the test is a second long: its limit is met again and again. */
const DAY_MS = 86_400_000;
const REAL_DAY_MS = 1000;

export const MONTH_NANO = 500_000_000;
export const DAY_NANO = 150_000_000;
export const SERVER_NANO = 40_000_000;
export const CHAT_NANO = 30_000_000;
export const REQUEST_NANO = 12_000_000;

/** The moment as the test counts days, in milliseconds; `began` is when it began. */
export function virtualNow(began: number): number {
  const days = (Date.now() - began) / REAL_DAY_MS;
  return Math.round(days * DAY_MS);
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/** All limits of an attempt. */
export function limitsOf({ requestId, conversationId, startedAt, source }: AttemptRow): Limit[] {
  const since = dayOf(startedAt);
  return [
    { name: 'month', nano: MONTH_NANO, scope: { since: 0, server: false } },
    { name: 'day', nano: DAY_NANO, scope: { since, server: false } },
    ...(source === 'server' ? [{ name: 'serverDay', nano: SERVER_NANO, scope: { since, server: true } } as const] : []),
    { name: 'chat', nano: CHAT_NANO, scope: { conversationId: conversationId ?? '' } },
    { name: 'request', nano: REQUEST_NANO, scope: { requestId } },
  ];
}
