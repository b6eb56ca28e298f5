import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../core/ports/logger.ts';
import type { LedgerStore } from './ledgerStore.ts';
import { MemoryLedger } from './memoryLedger.ts';

/**
 * The ledger in this file; where that cannot be, one in memory, and the reason, for the user to be told once. Several
 * processes may open the same new file at once.
 */
export async function openLedger(file: string, logger: Logger): Promise<{ ledger: LedgerStore; problem?: string }> {
  for (let tries = 20; ; tries--) {
    try {
      const { openSqliteLedger } = await import('./sqliteLedger.ts');
      return { ledger: await openSqliteLedger(file, logger) };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (tries > 0 && /database is locked|busy/i.test(problem)) {
        await delay(25);
        continue;
      }
      logger.error(`the ledger is kept in memory: ${problem}`);
      return { ledger: new MemoryLedger(), problem };
    }
  }
}
