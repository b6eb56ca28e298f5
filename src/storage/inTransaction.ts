import type { DatabaseSync } from 'node:sqlite';
import { rollBack } from './rollBack.ts';

/** Does it all or nothing; what it throws comes back. Throws at once where another process is writing for too long. */
export function inTransaction<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(db);
    throw error;
  }
}
