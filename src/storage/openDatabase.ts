import { Buffer } from 'node:buffer';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DamagedFileError } from './damage.ts';

const HEADER = 'SQLite format 3\0';
const SMALLEST_DATABASE = 512;

/** The file was written by a newer Switchyard: this one may read it and must not change it. */
export class NewerFileError extends Error {}

/**
 * Opens or creates a SQLite file that several windows share, readable by its owner only; `prepare` brings it up to date from
 * the version that it has (0 where it is new). Throws when the file is damaged, busy or of a newer version (`NewerFileError`),
 * or when `prepare` does, and leaves nothing open then.
 */
export async function openDatabase(
  file: string,
  newest: number,
  prepare: (db: DatabaseSync, version: number) => void,
): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  checkHeader(file);
  const db = new DatabaseSync(file);
  try {
    // Long enough for another window's write, too short to be felt.
    db.exec('PRAGMA busy_timeout = 20');
    const version = versionOf(db);
    if (version > newest) {
      throw new NewerFileError(`it was written by a newer Switchyard (version ${version}, this one knows ${newest})`);
    }
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    for (const path of filesOf(file)) chmodIfThere(path);
    prepare(db, version);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The version that a database says it has. */
export function versionOf(db: DatabaseSync): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

/** The database's file and those that SQLite keeps beside it. */
export function filesOf(file: string): string[] {
  return [file, `${file}-wal`, `${file}-shm`];
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
    throw new DamagedFileError('it is not a database');
  }
}

function chmodIfThere(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch {
    // Not there yet, or not ours: the folder is closed to others anyway.
  }
}
