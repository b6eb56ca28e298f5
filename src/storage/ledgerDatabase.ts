import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { DamagedFileError } from './damage.ts';
import { LEDGER_VERSION, upgradeFrom } from './ledgerSchema.ts';
import { openDatabase, versionOf } from './openDatabase.ts';
import { rollBack } from './rollBack.ts';

/** Opens or creates the file that the ledger and its neighbours share, and brings it up to date; throws as `openDatabase`. */
export function openLedgerDatabase(file: string): Promise<DatabaseSync> {
  return openDatabase(file, LEDGER_VERSION, (db, version) => {
    checkIfSuspected(db, file);
    if (version < LEDGER_VERSION) upgrade(db);
  });
}

/** Makes the next opening look at the whole file: damage may lie where only some queries come. */
export function suspectDamage(file: string): void {
  try {
    writeFileSync(suspicionOf(file), '', { mode: 0o600 });
  } catch {
    // It is found again.
  }
}

/** The suspicion is settled: the file is sound, or no longer there. */
export function forgetSuspicion(file: string): void {
  rmSync(suspicionOf(file), { force: true });
}

function suspicionOf(file: string): string {
  return `${file}.suspect`;
}

function checkIfSuspected(db: DatabaseSync, file: string): void {
  if (!existsSync(suspicionOf(file))) return;
  const [found] = db.prepare('PRAGMA integrity_check(1)').all();
  if (found?.integrity_check !== 'ok') throw new DamagedFileError(`it is damaged: ${found?.integrity_check}`);
  forgetSuspicion(file);
}

/** Several windows may find an old file at once: the first one upgrades it, the others wait and find it done. */
function upgrade(db: DatabaseSync): void {
  db.exec('PRAGMA busy_timeout = 2000; BEGIN IMMEDIATE');
  try {
    db.exec(`${upgradeFrom(versionOf(db))} COMMIT`);
  } catch (error) {
    rollBack(db);
    throw error;
  } finally {
    db.exec('PRAGMA busy_timeout = 20');
  }
}
