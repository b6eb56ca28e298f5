import { Buffer } from 'node:buffer';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { LEDGER_VERSION, upgradeFrom } from './ledgerSchema.ts';
import { rollBack } from './rollBack.ts';

const HEADER = 'SQLite format 3\0';
const SMALLEST_DATABASE = 512;

/** The file was written by a newer Switchyard: this one can read it and must not change it. */
export class NewerLedgerError extends Error {}

/** The file's content makes no sense. */
class DamagedLedgerError extends Error {
  /** SQLITE_CORRUPT. */
  readonly errcode = 11;
}

/**
 * Opens or creates the file that the ledger and its neighbours share, readable by its owner only and brought up to date.
 * Throws when it is damaged or of a newer version (`NewerLedgerError`).
 */
export async function openLedgerDatabase(file: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  checkHeader(file);
  const db = new DatabaseSync(file);
  try {
    // Long enough for another window's write, too short to be felt.
    db.exec('PRAGMA busy_timeout = 20');
    const version = versionOf(db);
    if (version > LEDGER_VERSION) {
      throw new NewerLedgerError(
        `it was written by a newer Switchyard (version ${version}, this one knows ${LEDGER_VERSION})`,
      );
    }
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    for (const path of [file, `${file}-wal`, `${file}-shm`]) chmodIfThere(path);
    checkIfSuspected(db, file);
    if (version < LEDGER_VERSION) upgrade(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Whether this error says that the file is damaged: SQLITE_CORRUPT and SQLITE_NOTADB with their extended codes. */
export function isDamage(error: unknown): boolean {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' && [11, 26].includes(code & 0xff);
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

/** SQLite itself would remove the log beside a file that is none of its own (sqlite.org/fileformat.html#the_database_header). */
function checkHeader(file: string): void {
  if (!existsSync(file) || !statSync(file).isFile()) return;
  const { size } = statSync(file);
  const start = Buffer.alloc(HEADER.length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, start);
  } finally {
    closeSync(descriptor);
  }
  if (size > 0 && (size < SMALLEST_DATABASE || start.toString('latin1') !== HEADER)) {
    throw new DamagedLedgerError('it is not a database');
  }
}

function checkIfSuspected(db: DatabaseSync, file: string): void {
  if (!existsSync(suspicionOf(file))) return;
  const [found] = db.prepare('PRAGMA integrity_check(1)').all();
  if (found?.integrity_check !== 'ok') throw new DamagedLedgerError(`it is damaged: ${found?.integrity_check}`);
  forgetSuspicion(file);
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
    rollBack(db);
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
