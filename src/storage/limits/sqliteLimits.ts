import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Counted, LearntLimit, Start } from '../../core/limits/limits.ts';
import type { Admission, LimitStore } from '../../core/ports/limitStore.ts';
import type { Logger } from '../../core/ports/logger.ts';
import type { SeeDamage } from '../damageWatch.ts';
import { isBusy } from '../isBusy.ts';
import { rollBack } from '../rollBack.ts';
import { LaterWrites } from './laterWrites.ts';
import {
  END,
  END_AS_EXPECTED,
  FORGET_LEARNT,
  FORGET_STARTS,
  INSERT,
  LEARN,
  LEARNT,
  RENEW,
  STARTS,
} from './limitsSql.ts';
import { MemoryLimits } from './memoryLimits.ts';

/** No file ever gives ids from here on: they are those of the calls that are counted in memory. */
const FIRST_OWN_ID = 2 ** 48;

/**
 * Counts calls in the ledger's file, for all windows, the CLI and the server. A file that cannot be read or written any
 * more is left alone, and this process counts its own calls from there on.
 */
export class SqliteLimits implements LimitStore {
  readonly #db: DatabaseSync;
  readonly #logger: Logger;
  readonly #seeDamage: SeeDamage;
  readonly #later: LaterWrites;
  readonly #starts: StatementSync;
  readonly #learnt: StatementSync;
  readonly #insert: StatementSync;
  readonly #forget: StatementSync;
  readonly #renew: StatementSync;
  readonly #end: StatementSync;
  readonly #endAsExpected: StatementSync;
  readonly #learn: StatementSync;
  readonly #forgetLearnt: StatementSync;
  readonly #own = new MemoryLimits(FIRST_OWN_ID);
  #broken = false;

  constructor(db: DatabaseSync, logger: Logger, seeDamage: SeeDamage) {
    this.#db = db;
    this.#logger = logger;
    this.#seeDamage = seeDamage;
    this.#later = new LaterWrites((error) => this.#fault(error));
    this.#starts = db.prepare(STARTS);
    this.#learnt = db.prepare(LEARNT);
    this.#insert = db.prepare(INSERT);
    this.#forget = db.prepare(FORGET_STARTS);
    this.#renew = db.prepare(RENEW);
    this.#end = db.prepare(END);
    this.#endAsExpected = db.prepare(END_AS_EXPECTED);
    this.#learn = db.prepare(LEARN);
    this.#forgetLearnt = db.prepare(FORGET_LEARNT);
  }

  counted(provider: string, since: number): Counted {
    if (!this.#broken) {
      try {
        return this.#read(provider, since);
      } catch (error) {
        if (!isBusy(error)) this.#fault(error);
      }
    }
    return this.#withShared(provider, since, this.#own.counted(provider, since));
  }

  add<Refusal>(
    provider: string,
    start: Start,
    since: number,
    refuse: (counted: Counted) => Refusal | undefined,
  ): Admission<Refusal> {
    const addHere = () =>
      this.#own.add(provider, start, since, (counted) => refuse(this.#withShared(provider, since, counted)));
    if (this.#broken) return addHere();
    try {
      this.#db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (isBusy(error)) return 'busy';
      this.#fault(error);
      return addHere();
    }
    try {
      const refusal = refuse(this.#read(provider, since));
      const admission = refusal === undefined ? { id: this.#insertStart(provider, start, since) } : { refusal };
      this.#db.exec('COMMIT');
      return admission;
    } catch (error) {
      rollBack(this.#db);
      if (isBusy(error)) return 'busy';
      this.#fault(error);
      return addHere();
    }
  }

  renew(ids: readonly number[], leaseUntil: number): void {
    this.#own.renew(ids, leaseUntil);
    for (const id of ids) this.#write(() => this.#renew.run(leaseUntil, id));
  }

  end(id: number, used?: Pick<Start, 'inputTokens' | 'outputTokens'>): void {
    if (id >= FIRST_OWN_ID) this.#own.end(id, used);
    else if (used === undefined) this.#write(() => this.#endAsExpected.run(id));
    else this.#write(() => this.#end.run(Math.round(used.inputTokens), Math.round(used.outputTokens), id));
  }

  learn(provider: string, limits: readonly LearntLimit[]): void {
    if (this.#broken) this.#own.learn(provider, limits);
    for (const { scope, name, counts, limit = null, remaining, gradual, since, at, resetAt } of limits) {
      const numbers = [limit, remaining].map((number) => (number === null ? null : Math.round(number)));
      const times = [since, at, resetAt].map(Math.round);
      this.#write(() => this.#learn.run(provider, scope, name, counts, ...numbers, gradual ? 1 : 0, ...times));
    }
    const [any] = limits;
    if (any !== undefined) this.#write(() => this.#forgetLearnt.run(provider, Math.round(any.at)));
  }

  /** What this process counts for itself, on top of what the file still tells: a full disk can be read. */
  #withShared(provider: string, since: number, own: Counted): Counted {
    try {
      const shared = this.#read(provider, since);
      return {
        starts: [...shared.starts, ...own.starts],
        learnt: own.learnt.length > 0 ? own.learnt : shared.learnt,
      };
    } catch {
      return own;
    }
  }

  #read(provider: string, since: number): Counted {
    const starts = this.#starts.all(provider, Math.round(since)) as unknown as Start[];
    const learnt = this.#learnt.all(provider) as unknown as LearntRow[];
    return {
      starts,
      learnt: learnt.map(({ most, gradual, ...rest }) => ({
        ...rest,
        ...(most === null ? {} : { limit: most }),
        gradual: gradual !== 0,
      })),
    };
  }

  #insertStart(provider: string, { model, at, inputTokens, outputTokens, leaseUntil }: Start, since: number): number {
    this.#forget.run(provider, Math.round(since), Math.round(at));
    const numbers = [at, inputTokens, outputTokens, leaseUntil].map(Math.round);
    return Number(this.#insert.run(provider, model, ...numbers).lastInsertRowid);
  }

  #write(write: () => void): void {
    if (!this.#broken) this.#later.write(write);
  }

  #fault(error: unknown): void {
    this.#seeDamage(error);
    if (this.#broken) return;
    this.#broken = true;
    const message = error instanceof Error ? error.message : 'unknown';
    // After the ledger was closed nobody is to be told.
    if (!/not open/i.test(message)) this.#logger.error(`calls are counted for this process only: ${message}`);
  }
}

interface LearntRow extends Omit<LearntLimit, 'limit' | 'gradual'> {
  readonly most: number | null;
  readonly gradual: number;
}
