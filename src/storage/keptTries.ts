import type { Periods } from '../core/accounting/budget.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Try, TryBook } from '../core/ports/tryBook.ts';
import type { LedgerStore } from './ledgerStore.ts';

/** Other windows' tries are seen this soon. */
const FRESH_MS = 1000;

/** Tries as the ledger keeps them, for all windows: read from it once a second at most. */
export class KeptTries implements TryBook {
  readonly #ledger: Pick<LedgerStore, 'tried' | 'extraSince'>;
  readonly #calendar: (now: number) => Periods;
  readonly #clock: Clock;
  #known = { at: Number.NEGATIVE_INFINITY, nano: 0 };

  constructor(ledger: Pick<LedgerStore, 'tried' | 'extraSince'>, calendar: (now: number) => Periods, clock: Clock) {
    this.#ledger = ledger;
    this.#calendar = calendar;
    this.#clock = clock;
  }

  extraToday(): number {
    const at = this.#clock.monotonic();
    if (at - this.#known.at >= FRESH_MS) {
      this.#known = { at, nano: this.#ledger.extraSince(this.#calendar(this.#clock.now()).day) };
    }
    return this.#known.nano;
  }

  note(requestId: string, tried: Try): void {
    this.#ledger.tried(requestId, tried, this.#clock.now());
    this.#known = { at: Number.NEGATIVE_INFINITY, nano: 0 };
  }
}
