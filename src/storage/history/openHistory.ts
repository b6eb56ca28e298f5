import { rm } from 'node:fs/promises';
import type { Logger } from '../../core/ports/logger.ts';
import { isBeyondUse } from '../damage.ts';
import { filesOf } from '../openDatabase.ts';
import { retryWhileBusy } from '../retryWhileBusy.ts';
import type { HistoryIndex } from './historyIndex.ts';
import { MemoryHistory } from './memoryHistory.ts';

/**
 * The index in this file. A damaged one is thrown away, for the chats' own files have everything; where there can be none,
 * or a newer Switchyard's is, it is kept in memory.
 */
export async function openHistory(file: string, logger: Logger): Promise<HistoryIndex> {
  let isNew = false;
  for (;;) {
    try {
      const { openSqliteHistory } = await import('./sqliteHistory.ts');
      return await retryWhileBusy(() => openSqliteHistory(file));
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (isNew || !isBeyondUse(error)) {
        logger.warn(`the index of the chats is kept in memory: ${problem}`);
        return new MemoryHistory();
      }
      logger.warn(`the index of the chats is made anew: ${problem}`);
      await removeHistory(file);
      isNew = true;
    }
  }
}

/** Removes the index's files. */
export async function removeHistory(file: string): Promise<void> {
  for (const path of filesOf(file)) await rm(path, { force: true }).catch(() => undefined);
}
