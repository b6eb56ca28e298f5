import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { type Limit, leftOf, type Standing, tightest } from '../core/accounting/budget.ts';
import type { LimitName } from '../core/accounting/limitName.ts';
import { SwitchyardError } from '../core/chat/errors.ts';
import type { Logger } from '../core/ports/logger.ts';
import type { Amount, Reservation, Reservations } from '../core/ports/reservations.ts';
import { say } from '../core/words.ts';
import { GUESS, MARK_GUESS, RESERVE, SLOT_MS, SPENT_IN_CHAT, SPENT_ON_REQUEST, SPENT_SINCE } from './budgetSchema.ts';
import type { SeeDamage } from './damageWatch.ts';
import { guessedTokens, type Heard } from './guessedTokens.ts';
import { inTransaction } from './inTransaction.ts';
import { isBusy } from './isBusy.ts';
import { isDead, thisProcess } from './processOwner.ts';
import { isFull } from './storageTrouble.ts';

/** A sign of life, so often. */
const BEAT_MS = 15_000;
/** A busy file is asked again for so long before a request is refused. */
const PATIENCE_MS = 10_000;

interface Sums {
  readonly spent: number;
  readonly reserved: number;
}

/** Reservations in the ledger's file: each is one short transaction that all windows and the CLI take turns at. */
export class SqliteReservations implements Reservations {
  readonly #db: DatabaseSync;
  readonly #logger: Logger;
  readonly #seeDamage: SeeDamage;
  readonly #owner = thisProcess();
  readonly #statements = new Map<string, StatementSync>();
  #beat: NodeJS.Timeout | undefined;

  constructor(db: DatabaseSync, logger: Logger, seeDamage: SeeDamage) {
    this.#db = db;
    this.#logger = logger;
    this.#seeDamage = seeDamage;
  }

  standings(limits: readonly Limit[]): Standing[] {
    return this.#surely(() => limits.map((limit) => this.#standing(limit)));
  }

  async reserve(
    reservation: Reservation,
    limits: readonly Limit[],
    amountFor: (leftNano: number) => Amount | undefined,
    signal: AbortSignal,
  ): Promise<Amount | Standing> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      if (signal.aborted) throw SwitchyardError.cancelled();
      try {
        return inTransaction(this.#db, () => this.#take(reservation, limits, amountFor));
      } catch (error) {
        if (!isBusy(error) || performance.now() > until) throw this.#unkept(error);
      }
      // Not all at the same moment again.
      await delay(1 + Math.random() * 10);
    }
  }

  wrote(requestId: string, attempt: number, outputTokens: number): boolean {
    const sql = 'UPDATE main.budget_reservations SET written = ?, seen_at = ? WHERE request_id = ? AND attempt = ?';
    return this.#quietly(() => this.#prepared(sql).run(Math.ceil(outputTokens), Date.now(), requestId, attempt));
  }

  recover(): number {
    let recovered = 0;
    this.#quietly(() => {
      // Most of the time there is nothing: nobody is to wait for that.
      const some = this.#prepared('SELECT 1 FROM main.budget_reservations WHERE owner <> ? AND job IS NULL LIMIT 1');
      if (some.get(this.#owner) !== undefined) recovered = inTransaction(this.#db, () => this.#recoverDead());
    });
    if (recovered > 0) this.#logger.info(`${recovered} answers of processes that are no more were settled by estimate`);
    return recovered;
  }

  endJob(job: string): void {
    this.#quietly(() => this.#prepared('UPDATE main.budget_reservations SET job = NULL WHERE job = ?').run(job));
  }

  overrule(limit: LimitName, until: number): void {
    this.#quietly(() =>
      this.#prepared('INSERT OR REPLACE INTO budget_overrules (name, until) VALUES (?, ?)').run(limit, until),
    );
  }

  overruled(now: number): ReadonlySet<LimitName> {
    const sql = 'SELECT name FROM budget_overrules WHERE until > ?';
    return this.#surely(
      () =>
        new Set(
          this.#prepared(sql)
            .all(now)
            .map(({ name }) => name as LimitName),
        ),
    );
  }

  /** Ends the signs of life. */
  close(): void {
    clearInterval(this.#beat);
  }

  #take(
    reservation: Reservation,
    limits: readonly Limit[],
    amountFor: (leftNano: number) => Amount | undefined,
  ): Amount | Standing {
    const least = tightest(limits.map((limit) => this.#standing(limit)));
    const amount = amountFor(least === undefined ? Number.POSITIVE_INFINITY : leftOf(least));
    if (amount === undefined) {
      // Without a limit nothing is refused.
      if (least === undefined) throw new Error('a reservation without a limit was refused');
      return least;
    }
    const { requestId, attempt, startedAt, source, conversationId, task, difficulty, model, provider } = reservation;
    this.#prepared(RESERVE).run(
      ...[requestId, attempt, Math.round(startedAt), source, conversationId, task, difficulty, model, provider],
      ...[reservation.job, amount.nano, Math.ceil(reservation.inputTokens), reservation.inputNano],
      ...[reservation.outputRate, amount.outputTokens, reservation.hidden ? 1 : 0, Date.now(), this.#owner],
    );
    this.#beat ??= setInterval(() => this.#giveSign(), BEAT_MS).unref();
    return amount;
  }

  #standing(limit: Limit): Standing {
    const { spent, reserved } = this.#sums(limit);
    return { ...limit, spentNano: spent, reservedNano: reserved };
  }

  #sums({ scope }: Limit): Sums {
    if ('requestId' in scope) return this.#prepared(SPENT_ON_REQUEST).get({ id: scope.requestId }) as unknown as Sums;
    if ('conversationId' in scope) {
      return this.#prepared(SPENT_IN_CHAT).get({ id: scope.conversationId }) as unknown as Sums;
    }
    const slot = Math.floor(scope.since / SLOT_MS);
    const values = { slot, since: scope.since, server: scope.server ? 1 : 0 };
    return this.#prepared(SPENT_SINCE).get(values) as unknown as Sums;
  }

  #recoverDead(): number {
    const rows = this.#prepared(
      `SELECT request_id AS requestId, attempt, owner, seen_at AS seenAt, started_at AS startedAt, hidden, written,
         output_tokens AS outputTokens
       FROM main.budget_reservations WHERE owner <> ? AND job IS NULL`,
    ).all(this.#owner) as unknown as (Heard & { requestId: string; attempt: number; owner: string })[];
    const now = Date.now();
    const dead = rows.filter(({ owner, seenAt }) => isDead(owner, now - seenAt));
    for (const row of dead) {
      const key = { request: row.requestId, attempt: row.attempt };
      const { lastInsertRowid } = this.#prepared(GUESS).run({ ...key, tokens: guessedTokens(row, BEAT_MS) });
      this.#prepared(MARK_GUESS).run(row.requestId, row.attempt, lastInsertRowid);
    }
    return dead.length;
  }

  #giveSign(): void {
    let open = 0;
    this.#quietly(() => {
      const { changes } = this.#prepared('UPDATE main.budget_reservations SET seen_at = ? WHERE owner = ?').run(
        Date.now(),
        this.#owner,
      );
      open = Number(changes);
    });
    if (open > 0) return;
    clearInterval(this.#beat);
    this.#beat = undefined;
  }

  /** What a request cannot do without. */
  #surely<Result>(look: () => Result): Result {
    try {
      return look();
    } catch (error) {
      throw this.#unkept(error);
    }
  }

  /** Without a look at the limits nothing is sent. */
  #unkept(error: unknown): SwitchyardError {
    if (SwitchyardError.is(error)) return error;
    return new SwitchyardError('budget', unkeptWords(error, this.#seeDamage(error)), { cause: error });
  }

  /** What can be done later as well, or not at all; whether it was done. */
  #quietly(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      this.#seeDamage(error);
      if (!isBusy(error)) this.#logger.warn(`the budget could not be written: ${messageOf(error)}`);
      return false;
    }
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}

function unkeptWords(error: unknown, isDamaged: boolean): string {
  if (isDamaged) {
    return say(
      'The ledger of costs is damaged and cannot be read, so the budget cannot be kept. Start Switchyard anew: the damaged file is then set aside, and a new one begun.',
    );
  }
  if (isFull(error)) {
    return say(
      'The disk is full: under a budget nothing can be sent, for its cost cannot be set aside. Make some space.',
    );
  }
  return isBusy(error)
    ? say('Another window has been writing to the ledger all the time: the budget could not be checked.')
    : say('The budget could not be checked: {0}', messageOf(error));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
