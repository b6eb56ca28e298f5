import type { ChatRequest, RequestSource } from '../chat/chatRequest.ts';
import type { LimitName } from './limitName.ts';

/** What happens to a request that could pass a limit, from the strictest: an `ask` alone can end in passing it. */
export const ON_LIMIT = ['block', 'downgrade', 'ask'] as const;
/** What happens to a model whose price nobody knows while there is a limit, from the strictest. */
export const UNKNOWN_PRICE = ['forbid', 'ask', 'allow'] as const;

/** The limits in force, in integer nano-dollars; absent ones are none. */
export interface Budget {
  readonly monthNano?: number;
  readonly dayNano?: number;
  readonly chatNano?: number;
  readonly requestNano?: number;
  /** The share of a limit at which to warn, 0…1. */
  readonly warnAt: number;
  readonly onLimit: (typeof ON_LIMIT)[number];
  readonly unknownPrice: (typeof UNKNOWN_PRICE)[number];
  /** What the local server may spend of month and day, 0…1. */
  readonly serverShare: number;
}

/** What counts towards a limit: what began since then (the local server's alone), one chat, or one request and those that judge it. */
export type LimitScope =
  | { readonly since: number; readonly server: boolean }
  | { readonly conversationId: string }
  | { readonly requestId: string };

/** One limit as it holds for one request at one moment. */
export interface Limit {
  readonly name: LimitName;
  readonly nano: number;
  readonly scope: LimitScope;
}

/** A limit and how much of it is gone: settled, and set aside for answers that are coming. */
export interface Standing extends Limit {
  readonly spentNano: number;
  readonly reservedNano: number;
}

/** When the day and the month of a moment began by the user's own calendar, in milliseconds since 1970. */
export interface Periods {
  readonly day: number;
  readonly month: number;
  readonly nextDay: number;
}

/** Whose money a request is. */
export interface Spender {
  readonly source: RequestSource;
  readonly requestId?: string;
  readonly conversationId?: string | undefined;
}

/** Whose money it takes to answer a request. */
export function spenderOf({ id, source, conversationId, owner }: ChatRequest): Spender {
  return { source: owner?.source ?? source, requestId: owner?.id ?? id, conversationId };
}

/** Under which source a request is kept: what serves the local server counts to its share, what serves a fire drill to nothing. */
export function ledgerSource({ source, owner }: ChatRequest): RequestSource {
  return owner?.source === 'server' || owner?.source === 'fireDrill' ? owner.source : source;
}

/** Every limit that a request has to keep. */
export function limitsFor(budget: Budget, { source, requestId, conversationId }: Spender, periods: Periods): Limit[] {
  const { monthNano, dayNano, chatNano, requestNano, serverShare } = budget;
  const limits: Limit[] = [];
  const add = (name: LimitName, nano: number | undefined, scope: LimitScope) => {
    if (nano !== undefined) limits.push({ name, nano, scope });
  };
  if (requestId !== undefined) add('request', requestNano, { requestId });
  if (conversationId !== undefined) add('chat', chatNano, { conversationId });
  if (source === 'server' && serverShare < 1) {
    add('serverDay', shareOf(dayNano, serverShare), { since: periods.day, server: true });
    add('serverMonth', shareOf(monthNano, serverShare), { since: periods.month, server: true });
  }
  add('day', dayNano, { since: periods.day, server: false });
  add('month', monthNano, { since: periods.month, server: false });
  return limits;
}

/** What is left of a limit; never below zero. */
export function leftOf({ nano, spentNano, reservedNano }: Standing): number {
  return Math.max(0, nano - spentNano - reservedNano);
}

/** The limit that leaves least; undefined where there is none. */
export function tightest(standings: readonly Standing[]): Standing | undefined {
  return standings.reduce<Standing | undefined>(
    (least, standing) => (least === undefined || leftOf(standing) < leftOf(least) ? standing : least),
    undefined,
  );
}

/** How near its limit it is; `reached` where a hundredth is left at most, since hardly any answer costs less. */
export function levelOf({ nano, spentNano }: Standing, warnAt: number): 'calm' | 'warned' | 'reached' {
  if (spentNano >= nano * 0.99) return 'reached';
  return spentNano >= nano * warnAt ? 'warned' : 'calm';
}

function shareOf(nano: number | undefined, share: number): number | undefined {
  return nano === undefined ? undefined : Math.floor(nano * share);
}
