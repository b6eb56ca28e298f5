import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logger } from '../../core/ports/logger.ts';
import type { Notices } from '../../core/ports/notices.ts';
import type { SeeDamage } from '../damageWatch.ts';
import { isBusy } from '../isBusy.ts';
import { MemoryNotices } from './memoryNotices.ts';
import { FORGET, TELL } from './noticesSchema.ts';

/** Keys may hold a day or a moment: they must not pile up for ever. */
const KEPT_MS = 400 * 86_400_000;

/** Notices in the ledger's file, for all windows, the CLI and the server. */
export class SqliteNotices implements Notices {
  readonly #read: StatementSync;
  readonly #tell: StatementSync;
  readonly #forget: StatementSync;
  readonly #logger: Logger;
  readonly #seeDamage: SeeDamage;
  /** What this process told while the file could not be written. */
  readonly #own = new MemoryNotices();

  constructor(db: DatabaseSync, logger: Logger, seeDamage: SeeDamage) {
    this.#read = db.prepare('SELECT told_at FROM notices WHERE key = ?');
    this.#tell = db.prepare(TELL);
    this.#forget = db.prepare(FORGET);
    this.#logger = logger;
    this.#seeDamage = seeDamage;
  }

  tellOnce(key: string, everyMs: number, now: number): boolean {
    const at = Math.round(now);
    try {
      // Reading first: who asks often must not hold up those who write.
      const told = this.#read.get(key) as { told_at: number } | undefined;
      if (told !== undefined && Math.abs(at - told.told_at) < everyMs) return false;
      const due = this.#tell.run(key, at, everyMs).changes > 0;
      if (due) this.#forget.run(at - KEPT_MS);
      return due;
    } catch (error) {
      this.#seeDamage(error);
      if (!isBusy(error)) this.#logger.error(`what was told could not be kept: ${messageOf(error)}`);
      return this.#own.tellOnce(key, everyMs, at);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
