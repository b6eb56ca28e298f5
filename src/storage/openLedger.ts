import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../core/ports/logger.ts';
import type { Notices } from '../core/ports/notices.ts';
import type { Reservations } from '../core/ports/reservations.ts';
import type { LedgerStore } from './ledgerStore.ts';
import { MemoryLedger } from './memoryLedger.ts';
import { MemoryReservations } from './memoryReservations.ts';
import { MemoryNotices } from './notices/memoryNotices.ts';

/** What shares the ledger's file. Closing the ledger closes it for all. */
export interface LedgerFile {
  readonly ledger: LedgerStore;
  readonly reservations: Reservations;
  readonly notices: Notices;
  /** Why everything is kept in memory; absent where it is kept on disk. */
  readonly problem?: string;
}

/**
 * The ledger in this file; where that cannot be, one in memory, and the reason, for the user to be told once. Several
 * processes may open the same new file at once.
 */
export async function openLedger(file: string, logger: Logger): Promise<LedgerFile> {
  for (let tries = 20; ; tries--) {
    try {
      const { openLedgerDatabase } = await import('./ledgerDatabase.ts');
      const { SqliteLedger } = await import('./sqliteLedger.ts');
      const { SqliteNotices } = await import('./notices/sqliteNotices.ts');
      const db = await openLedgerDatabase(file);
      const { SqliteReservations } = await import('./sqliteReservations.ts');
      const reservations = new SqliteReservations(db, logger);
      // What was on its way when a process died is in the ledger from the next start of any on.
      reservations.recover();
      const ledger = new SqliteLedger(db, logger, () => reservations.close());
      return { ledger, reservations, notices: new SqliteNotices(db, logger) };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (tries > 0 && /database is locked|busy/i.test(problem)) {
        await delay(25);
        continue;
      }
      logger.error(`the ledger is kept in memory: ${problem}`);
      const ledger = new MemoryLedger();
      const reservations = new MemoryReservations(() => ledger.rows);
      return { ledger, reservations, notices: new MemoryNotices(), problem };
    }
  }
}
