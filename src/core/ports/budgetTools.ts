import type { Limit, Periods, Standing } from '../accounting/budget.ts';
import type { Price } from '../accounting/price.ts';
import type { Model } from '../models/model.ts';
import type { Reservations } from './reservations.ts';

/** Whom the core asks about money where somebody sits in front of it. Both end with `no` when `signal` stops. */
export interface BudgetDesk {
  /** Whether a request may pass this limit: this one, all until tomorrow, or not. */
  mayPass(limit: Standing, signal: AbortSignal): Promise<'once' | 'today' | 'no'>;
  /** What a model costs that has no known price, or whether it may be asked all the same. */
  priceOf(model: Model, signal: AbortSignal): Promise<Price | 'allow' | 'no'>;
}

/** What keeping a budget takes. */
export interface BudgetTools {
  readonly reservations: Reservations;
  readonly calendar: (now: number) => Periods;
  /** Absent where nobody can be asked: nothing is then passed, and what has no price is not asked. */
  readonly desk?: BudgetDesk;
  /** Hears of every request that ends because of a limit; not of an attempt that another one stood in for. */
  readonly onRefused?: (limit: Limit) => void;
}
