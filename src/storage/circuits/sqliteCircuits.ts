import { createHmac, randomBytes } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  type Change,
  type Circuit,
  type CircuitStore,
  CLOSED,
  changeIn,
  ShortCircuits,
} from '../../core/ports/circuitStore.ts';
import type { Logger } from '../../core/ports/logger.ts';
import type { SeeDamage } from '../damageWatch.ts';
import { isBusy } from '../isBusy.ts';
import { rollBack } from '../rollBack.ts';
import { readCircuit } from './circuitSchema.ts';
import { PRUNE, PUT } from './circuitsSchema.ts';

/** A busy file is tried again this often; what cannot be written in all that time is this process's own knowledge. */
const RETRY_MS = 50;
const TRIES = 100;
/** Reads this close together are one. */
const FRESH_MS = 5;
const MINUTE_MS = 60_000;
const MONTH_MS = 30 * 86_400_000;

const BUSY = Symbol('busy');

interface Waiting {
  readonly keys: readonly string[];
  readonly change: Change;
}

/** Circuits in the ledger's file, the same for all windows, the CLI and the server. */
export class SqliteCircuits implements CircuitStore {
  readonly #db: DatabaseSync;
  readonly #logger: Logger;
  readonly #seeDamage: SeeDamage;
  readonly #version: StatementSync;
  readonly #readAll: StatementSync;
  readonly #read: StatementSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #prune: StatementSync;
  /** What the file holds, and what waits to be written on top of it. */
  #known: Map<string, Circuit> = new Map();
  #knownVersion: number | undefined;
  #readAt = 0;
  readonly #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #tries = TRIES;
  /** Instead of the file, once it has failed. */
  #own: ShortCircuits | undefined;
  #salt: string | undefined;

  constructor(db: DatabaseSync, logger: Logger, seeDamage: SeeDamage) {
    this.#db = db;
    this.#logger = logger;
    this.#seeDamage = seeDamage;
    this.#version = db.prepare('PRAGMA data_version');
    this.#readAll = db.prepare('SELECT key, state FROM circuits');
    this.#read = db.prepare('SELECT state FROM circuits WHERE key = ?');
    this.#put = db.prepare(PUT);
    this.#delete = db.prepare('DELETE FROM circuits WHERE key = ?');
    this.#prune = db.prepare(PRUNE);
  }

  all(): ReadonlyMap<string, Circuit> {
    if (this.#own !== undefined) return this.#own.all();
    const now = performance.now();
    if (this.#knownVersion !== undefined && now - this.#readAt < FRESH_MS) return this.#known;
    this.#readAt = now;
    try {
      this.#refresh();
    } catch (error) {
      if (!isBusy(error)) return this.#giveUp(error).all();
    }
    return this.#known;
  }

  change(
    keys: readonly string[],
    change: Change,
    ifBusy: 'later' | 'skip' = 'later',
  ): ReadonlyMap<string, Circuit> | undefined {
    if (this.#own !== undefined) return this.#own.change(keys, change);
    // What came before must be written before.
    const changed = this.#waiting.length === 0 ? this.#write(keys, change) : BUSY;
    if (changed !== BUSY) return changed;
    if (ifBusy === 'skip') return undefined;
    this.#waiting.push({ keys, change });
    this.#timer ??= setTimeout(() => this.#writeWaiting(), RETRY_MS).unref();
    return changeIn(this.#known, keys, change);
  }

  forget(keys: readonly string[] = [...this.all().keys()]): void {
    if (keys.length > 0) this.change(keys, () => CLOSED);
  }

  signOf(secret: string): string {
    this.#salt ??= this.#readSalt();
    return createHmac('sha256', this.#salt).update(secret).digest('hex').slice(0, 12);
  }

  /** Every other connection's write changes the version, our own do not. */
  #refresh(): void {
    const { data_version: version } = this.#version.get() as { data_version: number };
    if (version === this.#knownVersion) return;
    const rows = this.#readAll.all() as unknown as { key: string; state: string }[];
    const circuits = rows.map(({ key, state }) => [key, readCircuit(state) ?? CLOSED] as const);
    this.#known = new Map(circuits);
    for (const { keys, change } of this.#waiting) changeIn(this.#known, keys, change);
    this.#knownVersion = version;
  }

  #write(keys: readonly string[], change: Change): ReadonlyMap<string, Circuit> | typeof BUSY {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      return isBusy(error) ? BUSY : this.#giveUp(error).change(keys, change);
    }
    try {
      const circuits = new Map(keys.flatMap((key) => this.#stored(key)));
      const before = new Map(circuits);
      const changed = changeIn(circuits, keys, change);
      const differs = keys.filter((key) => circuits.get(key) !== before.get(key));
      for (const key of differs) this.#store(key, circuits.get(key));
      this.#db.exec(differs.length === 0 ? 'ROLLBACK' : 'COMMIT');
      for (const key of keys) {
        const circuit = circuits.get(key);
        if (circuit === undefined) this.#known.delete(key);
        else this.#known.set(key, circuit);
      }
      return changed;
    } catch (error) {
      rollBack(this.#db);
      return isBusy(error) ? BUSY : this.#giveUp(error).change(keys, change);
    }
  }

  #stored(key: string): [string, Circuit][] {
    const row = this.#read.get(key) as { state: string } | undefined;
    const circuit = row === undefined ? undefined : readCircuit(row.state);
    return circuit === undefined ? [] : [[key, circuit]];
  }

  #store(key: string, circuit: Circuit | undefined): void {
    const now = Date.now();
    if (circuit === undefined) this.#delete.run(key);
    else this.#put.run(key, JSON.stringify(circuit), circuit.open === undefined ? 0 : 1, now);
    this.#prune.run(now - MONTH_MS, now - MINUTE_MS);
  }

  #writeWaiting(): void {
    this.#timer = undefined;
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (this.#write(next.keys, next.change) === BUSY) break;
      this.#tries = TRIES;
      this.#waiting.shift();
    }
    if (this.#waiting.length === 0) return;
    this.#tries -= 1;
    if (this.#tries > 0) this.#timer = setTimeout(() => this.#writeWaiting(), RETRY_MS).unref();
    else this.#giveUp(new Error('the file stayed busy'));
  }

  /** From now on this process remembers for itself. */
  #giveUp(error: unknown): ShortCircuits {
    if (this.#own === undefined) {
      this.#seeDamage(error);
      const why = error instanceof Error ? error.message : 'unknown';
      // A window that closes has nothing to share any more.
      if (!isClosed(error)) this.#logger.warn(`who rests is no longer shared with other windows: ${why}`);
      this.#own = new ShortCircuits(this.#known);
      this.#waiting.length = 0;
    }
    return this.#own;
  }

  #readSalt(): string {
    const own = randomBytes(16).toString('hex');
    try {
      this.#db.prepare('INSERT OR IGNORE INTO circuit_salt (id, salt) VALUES (1, ?)').run(own);
      const row = this.#db.prepare('SELECT salt FROM circuit_salt').get() as { salt: string } | undefined;
      return row?.salt ?? own;
    } catch (error) {
      this.#seeDamage(error);
      // No sign of this process is then that of another: keys look changed, and are tried once.
      return own;
    }
  }
}

function isClosed(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'ERR_INVALID_STATE';
}
