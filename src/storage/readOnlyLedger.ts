import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { SPENT_BY_ALL } from './budgetSchema.ts';
import { isUnwritable } from './isUnwritable.ts';
import { upgradeFrom } from './ledgerSchema.ts';

/** The tables whose past is worth showing. All statements write to `main.` and read without a prefix. */
const SHOWN = ['attempts', 'feedback', 'decisions', 'arms'] as const;
/** What is read of money that is set aside. */
const RESERVED = ['request_id', 'attempt', 'started_at', 'source', 'conversation_id', 'nano'] as const;
/** Tables whose rows change: what they held when the file was opened is where this process goes on. */
const TAKEN_OVER = ['quality', 'quality_answers'] as const;
/** New rows come after all that the file holds. */
const FIRST_NEW_ID = 1_000_000_000_000;

/**
 * A database in memory that also shows what a file holds which must not, or cannot, be written: one of a newer version,
 * or on a disk without space. What other processes write to the file is seen; the file is never changed. Throws where it
 * cannot be read.
 */
export async function openReadOnlyLedger(file: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(':memory:');
  try {
    db.exec(upgradeFrom(0));
    attach(db, file);
    for (const table of SHOWN) showPast(db, table);
    db.exec(SPENT_BY_ALL);
    showReserved(db);
    for (const table of TAKEN_OVER) takeOver(db, table);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Without room for the index of its log, the file is read as it was when it was closed. */
function attach(db: DatabaseSync, file: string): void {
  const place = pathToFileURL(file).href.replaceAll("'", "''");
  db.exec('PRAGMA busy_timeout = 20');
  try {
    db.exec(`ATTACH '${place}?mode=ro' AS past`);
    readAnything(db);
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    if (db.prepare("SELECT 1 FROM pragma_database_list WHERE name = 'past'").get() !== undefined) {
      db.exec('DETACH past');
    }
    db.exec(`ATTACH '${place}?immutable=1' AS past`);
    readAnything(db);
  }
}

function readAnything(db: DatabaseSync): void {
  db.prepare('SELECT count(*) FROM past.sqlite_schema').get();
}

/** A view that stands for the table and adds what the file has of its columns. */
function showPast(db: DatabaseSync, table: (typeof SHOWN)[number]): void {
  const known = new Set(columnsOf(db, 'past', table));
  if (!known.has('id')) return;
  const columns = columnsOf(db, 'main', table).filter((name) => name !== 'id');
  const past = columns.map((name) => (known.has(name) ? name : `NULL AS ${name}`));
  db.exec(
    `CREATE TEMP VIEW ${table} AS SELECT id, ${past.join(', ')} FROM past.${table}
     UNION ALL SELECT id + ${FIRST_NEW_ID}, ${columns.join(', ')} FROM main.${table}`,
  );
}

/** What others have set aside, as far as it is written as we know it. */
function showReserved(db: DatabaseSync): void {
  const known = new Set(columnsOf(db, 'past', 'budget_reservations'));
  if (!RESERVED.every((name) => known.has(name))) return;
  const columns = RESERVED.join(', ');
  db.exec(
    `CREATE TEMP VIEW budget_reservations AS SELECT ${columns} FROM past.budget_reservations
     UNION ALL SELECT ${columns} FROM main.budget_reservations`,
  );
}

function takeOver(db: DatabaseSync, table: (typeof TAKEN_OVER)[number]): void {
  const known = new Set(columnsOf(db, 'past', table));
  const columns = columnsOf(db, 'main', table);
  if (!columns.every((name) => known.has(name))) return;
  db.exec(
    `INSERT OR IGNORE INTO main.${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM past.${table}`,
  );
}

function columnsOf(db: DatabaseSync, schema: string, table: string): string[] {
  return db
    .prepare(`PRAGMA ${schema}.table_info(${table})`)
    .all()
    .map(({ name }) => String(name));
}
