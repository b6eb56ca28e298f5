import { PromptCache } from './promptCache.ts';
import { SpendLedger } from './spendLedger.ts';

/** What a simulated provider remembers from one request to the next. */
export class ProviderMemory {
  readonly cache: PromptCache;
  readonly ledger = new SpendLedger();
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    this.cache = new PromptCache(now);
  }
}
