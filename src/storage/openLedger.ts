import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../core/ports/logger.ts';
import type { Notices } from '../core/ports/notices.ts';
import type { LedgerStore } from './ledgerStore.ts';
import { MemoryLedger } from './memoryLedger.ts';
import { MemoryNotices } from './notices/memoryNotices.ts';

/** What shares the ledger's file. Closing the ledger closes it for all. */
export interface LedgerFile {
  readonly ledger: LedgerStore;
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
      return { ledger: new SqliteLedger(db, logger), notices: new SqliteNotices(db, logger) };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (tries > 0 && /database is locked|busy/i.test(problem)) {
        await delay(25);
        continue;
      }
      logger.error(`the ledger is kept in memory: ${problem}`);
      return { ledger: new MemoryLedger(), notices: new MemoryNotices(), problem };
    }
  }
}
