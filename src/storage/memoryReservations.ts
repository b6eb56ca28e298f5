import { type Limit, leftOf, type Standing, tightest } from '../core/accounting/budget.ts';
import type { LimitName } from '../core/accounting/limitName.ts';
import { SwitchyardError } from '../core/chat/errors.ts';
import type { AttemptRow } from '../core/ports/ledger.ts';
import type { Amount, Reservation, Reservations } from '../core/ports/reservations.ts';
import { isOrServes } from '../core/servants/servantIds.ts';

type Spent = Pick<AttemptRow, 'requestId' | 'attempt' | 'startedAt' | 'source' | 'conversationId'>;

/** Reservations as long as the process, beside a ledger that lasts no longer. */
export class MemoryReservations implements Reservations {
  readonly #rows: () => readonly AttemptRow[];
  readonly #overrules = new Map<LimitName, number>();
  #open: (Reservation & Amount)[] = [];

  constructor(rows: () => readonly AttemptRow[]) {
    this.#rows = rows;
  }

  standings(limits: readonly Limit[]): Standing[] {
    const rows = this.#rows();
    const settled = new Set(rows.map(keyOf));
    this.#open = this.#open.filter((one) => !settled.has(keyOf(one)));
    return limits.map((limit) => ({
      ...limit,
      spentNano: sum(rows.filter((row) => counts(limit, row)).map(({ costNano }) => costNano ?? 0)),
      reservedNano: sum(this.#open.filter((one) => counts(limit, one)).map(({ nano }) => nano)),
    }));
  }

  async reserve(
    reservation: Reservation,
    limits: readonly Limit[],
    amountFor: (leftNano: number) => Amount | undefined,
    signal: AbortSignal,
  ): Promise<Amount | Standing> {
    if (signal.aborted) throw SwitchyardError.cancelled();
    const least = tightest(this.standings(limits));
    const amount = amountFor(least === undefined ? Number.POSITIVE_INFINITY : leftOf(least));
    if (amount !== undefined) {
      this.#open.push({ ...reservation, ...amount });
      return amount;
    }
    if (least === undefined) throw new Error('a reservation without a limit was refused');
    return least;
  }

  wrote(): boolean {
    return true;
  }

  recover(): number {
    return 0;
  }

  endJob(): void {}

  overrule(limit: LimitName, until: number): void {
    this.#overrules.set(limit, until);
  }

  overruled(now: number): ReadonlySet<LimitName> {
    return new Set([...this.#overrules].flatMap(([name, until]) => (until > now ? [name] : [])));
  }
}

function keyOf({ requestId, attempt }: Spent): string {
  return `${attempt} ${requestId}`;
}

function counts({ scope }: Limit, row: Spent): boolean {
  if ('requestId' in scope) return isOrServes(row.requestId, scope.requestId);
  if ('conversationId' in scope) return row.conversationId === scope.conversationId;
  return row.startedAt >= scope.since && (!scope.server || row.source === 'server');
}

function sum(nanos: readonly number[]): number {
  return nanos.reduce((total, nano) => total + nano, 0);
}
