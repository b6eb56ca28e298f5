import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { inTransaction } from '../inTransaction.ts';
import { openDatabase, versionOf } from '../openDatabase.ts';
import { markPlaces, searchPatterns, snippetOf } from './findPlaces.ts';
import type { HistoryEntry, Stamp } from './historyEntry.ts';
import type { HistoryFacets, HistoryIndex, HistoryQuery, HistoryRow, KnownChat } from './historyIndex.ts';
import { COLUMNS, CREATE_HISTORY, HISTORY_VERSION, PUT_CHAT, WANTED } from './historySchema.ts';
import { indexedText, matchExpression, shownText } from './searchText.ts';

/** More of one chat is not searched. */
const MOST_TEXT = 1_000_000;

type Named = Record<string, SQLInputValue>;
interface FoundRow {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly pinned: number;
  readonly archived: number;
  readonly workspaceKey: string | null;
  readonly workspaceName: string | null;
  readonly models: string;
  readonly newer: number;
}

/** The index in one SQLite file that all windows share. */
export class SqliteHistory implements HistoryIndex {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  known(): ReadonlyMap<string, KnownChat> {
    const rows = this.#db.prepare('SELECT id, mtime, size, updated_at, workspace_key, newer FROM chats').all();
    return new Map(
      rows.map(({ id, mtime, size, updated_at: updatedAt, workspace_key: key, newer }) => [
        String(id),
        {
          ...{ mtimeMs: Number(mtime), size: Number(size), updatedAt: Number(updatedAt) },
          workspace: key === null ? null : String(key),
          newer: newer === 1,
        },
      ]),
    );
  }

  put(entry: HistoryEntry, stamp: Stamp): void {
    const { workspace } = entry;
    inTransaction(this.#db, () => {
      this.#delete(entry.id);
      const values = [
        ...[entry.id, entry.title, entry.question, Math.round(entry.createdAt), Math.round(entry.updatedAt)],
        ...[entry.pinned ? 1 : 0, entry.archived ? 1 : 0, workspace?.key ?? null, workspace?.name ?? null],
        ...[JSON.stringify(entry.models), JSON.stringify(entry.tasks), entry.newer ? 1 : 0],
        ...[stamp.mtimeMs, stamp.size],
      ];
      const { row } = this.#db.prepare(PUT_CHAT).get(...values) as { row: number };
      const text = indexedText(entry.text.slice(0, MOST_TEXT));
      this.#db
        .prepare('INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)')
        .run(row, indexedText(entry.title), text);
    });
  }

  remove(id: string): void {
    inTransaction(this.#db, () => this.#delete(id));
  }

  search(query: HistoryQuery): { rows: HistoryRow[]; total: number } {
    const match = matchExpression(query.text);
    if (match === null && query.text.trim() !== '') return { rows: [], total: 0 };
    const wanted: Named = {
      ':archived': query.archived ? 1 : 0,
      ':workspaces': query.workspaces === null ? null : JSON.stringify(query.workspaces.map((key) => key ?? '')),
      ':since': query.since,
      ':model': query.model,
      ':task': query.task,
    };
    return match === null ? this.#list(query, wanted) : this.#find(query, { ...wanted, ':match': match });
  }

  facets(): HistoryFacets {
    const values = (column: 'models' | 'tasks') =>
      this.#db
        .prepare(`SELECT DISTINCT value FROM chats, json_each(chats.${column}) ORDER BY 1`)
        .all()
        .map(({ value }) => String(value));
    const workspaces = this.#db
      .prepare('SELECT workspace_key AS key, max(workspace_name) AS name FROM chats WHERE key IS NOT NULL GROUP BY 1')
      .all()
      .map(({ key, name }) => ({ key: String(key), name: String(name) }));
    return { models: values('models'), tasks: values('tasks'), workspaces };
  }

  close(): void {
    this.#db.close();
  }

  #list({ offset, limit }: HistoryQuery, wanted: Named): { rows: HistoryRow[]; total: number } {
    const { total } = this.#db.prepare(`SELECT count(*) AS total FROM chats WHERE ${WANTED}`).get(wanted) as {
      total: number;
    };
    const rows = this.#db
      .prepare(
        `SELECT ${COLUMNS} FROM chats WHERE ${WANTED} ORDER BY pinned DESC, updated_at DESC LIMIT :limit OFFSET :offset`,
      )
      .all({ ...wanted, ':limit': limit, ':offset': offset });
    return { rows: rows.map((row) => rowOf(row as unknown as FoundRow)), total };
  }

  /** First which chats fit and in what order, then the whole text of the few that are shown. */
  #find({ text, offset, limit }: HistoryQuery, wanted: Named): { rows: HistoryRow[]; total: number } {
    const found = this.#db
      .prepare(
        `WITH hits AS MATERIALIZED (SELECT rowid AS hit, bm25(words, 10.0, 1.0) AS score FROM words WHERE words MATCH :match),
           titled AS MATERIALIZED (SELECT rowid AS hit FROM words WHERE words MATCH 'title : (' || :match || ')')
         SELECT row FROM hits CROSS JOIN chats ON chats.row = hit WHERE ${WANTED}
         ORDER BY row IN (SELECT hit FROM titled) DESC, score, updated_at DESC`,
      )
      .all(wanted);
    const page = found.slice(offset, offset + limit).map(({ row }) => Number(row));
    const show = this.#db.prepare(
      `SELECT ${COLUMNS}, text FROM chats JOIN words ON words.rowid = chats.row WHERE chats.row = ?`,
    );
    const patterns = searchPatterns(text);
    const rows = page.flatMap((row) => {
      const shown = show.get(row) as (FoundRow & { text: string }) | undefined;
      if (shown === undefined) return [];
      const snippet = snippetOf(shownText(shown.text), patterns);
      return [{ ...rowOf(shown), titleParts: markPlaces(shown.title, patterns), snippet }];
    });
    return { rows, total: found.length };
  }

  #delete(id: string): void {
    const found = this.#db.prepare('DELETE FROM chats WHERE id = ? RETURNING row').get(id);
    if (found !== undefined) this.#db.prepare('DELETE FROM words WHERE rowid = ?').run(Number(found.row));
  }
}

function rowOf(found: FoundRow): HistoryRow {
  const { id, title, question, createdAt, updatedAt, workspaceKey: key, workspaceName } = found;
  return {
    ...{ id, title, question, createdAt, updatedAt },
    pinned: found.pinned === 1,
    archived: found.archived === 1,
    newer: found.newer === 1,
    workspace: key === null ? null : { key, name: workspaceName ?? '' },
    models: JSON.parse(found.models) as string[],
    titleParts: [{ text: title, marked: false }],
    snippet: [],
  };
}

/** Opens or creates the index; throws as `openDatabase`. */
export async function openSqliteHistory(file: string): Promise<SqliteHistory> {
  const db = await openDatabase(file, HISTORY_VERSION, (opened, version) => {
    if (version !== HISTORY_VERSION) createTables(opened);
  });
  return new SqliteHistory(db);
}

/** Several windows may find an old file at once: the first one makes it anew, the others find it done. */
function createTables(db: DatabaseSync): void {
  inTransaction(db, () => {
    if (versionOf(db) !== HISTORY_VERSION) db.exec(CREATE_HISTORY);
  });
}
