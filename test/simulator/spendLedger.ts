import type { TokenParts, UsageParts } from '../../src/core/chat/usage.ts';
import type { LoggedRequest, ModelFacts } from './behaviour.ts';
import type { Turn } from './turn.ts';

/** What one answer cost. */
export interface Bill {
  /** The id that the answer itself bears. */
  readonly id: string;
  readonly model: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly turn: Turn;
  readonly usage: UsageParts;
  /** US$; 0 for a model without a price. */
  readonly usd: number;
  readonly cancelled: boolean;
}

/** What a simulated provider has billed so far; an answer that broke off is billed as far as it went. */
export class SpendLedger {
  readonly #entries: { id: string; at: number; turn: Turn; log: LoggedRequest }[] = [];

  record(id: string, at: number, turn: Turn, log: LoggedRequest): void {
    this.#entries.push({ id, at, turn, log });
  }

  /** Every bill, oldest first, the running ones included. */
  get bills(): Bill[] {
    return this.#entries.map(({ id, at, turn, log }) => {
      const usage = turn.usage(Math.max(0, log.tokensSent - turn.reasoning.length));
      const cancelled = log.closedByClientAt !== undefined;
      return { id, at, turn, usage, cancelled, model: turn.request.model, usd: turn.costUsd(usage) ?? 0 };
    });
  }
}

/** US$ for the usage, at this price. */
export function costOf(price: NonNullable<ModelFacts['price']>, usage: UsageParts): number {
  const sum = Object.values(costsOf(price, usage)).reduce((total, usd) => total + usd, 0);
  return Number(sum.toFixed(12));
}

/** US$ per part of the usage, at this price. */
export function costsOf(
  price: NonNullable<ModelFacts['price']>,
  usage: UsageParts,
): Readonly<Record<keyof TokenParts, number>> {
  const write = price.cacheWrite ?? price.input;
  return {
    uncachedInput: (usage.uncachedInput * price.input) / 1e6,
    cacheRead: (usage.cacheRead * (price.cachedInput ?? price.input)) / 1e6,
    cacheWrite5m: (usage.cacheWrite5m * write) / 1e6,
    cacheWrite1h: (usage.cacheWrite1h * write * 1.6) / 1e6,
    outputText: (usage.outputText * price.output) / 1e6,
    reasoning: (usage.reasoning * price.output) / 1e6,
  };
}
