import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { LEDGER_VERSION, upgradeFrom } from './ledgerSchema.ts';

/**
 * Opens or creates the file that the ledger and its neighbours share, readable by its owner only and brought up to date.
 * Throws when it is damaged or of a newer version.
 */
export async function openLedgerDatabase(file: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  try {
    // Long enough for another window's write, too short to be felt.
    db.exec('PRAGMA busy_timeout = 20');
    const version = versionOf(db);
    if (version > LEDGER_VERSION) {
      throw new Error(`it was written by a newer Switchyard (version ${version}, this one knows ${LEDGER_VERSION})`);
    }
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    for (const path of [file, `${file}-wal`, `${file}-shm`]) chmodIfThere(path);
    if (version < LEDGER_VERSION) upgrade(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function versionOf(db: DatabaseSync): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

/** Several windows may find an old file at once: the first one upgrades it, the others wait and find it done. */
function upgrade(db: DatabaseSync): void {
  db.exec('PRAGMA busy_timeout = 2000; BEGIN IMMEDIATE');
  try {
    db.exec(`${upgradeFrom(versionOf(db))} COMMIT`);
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  } finally {
    db.exec('PRAGMA busy_timeout = 20');
  }
}

function chmodIfThere(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch {
    // Not there yet, or not ours: the folder is closed to others anyway.
  }
}
