import type { DatabaseSync } from 'node:sqlite';

/** Ends a failed transaction; a full disk has ended it already (sqlite.org/lang_transaction.html). */
export function rollBack(db: DatabaseSync): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // The error that led here says more.
  }
}
