import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { NO_USAGE } from '../core/chat/usage.ts';
import type { AttemptRow, Feedback } from '../core/ports/ledger.ts';
import type { Logger } from '../core/ports/logger.ts';
import { CREATE_LEDGER, INSERT_ATTEMPT, INSERT_FEEDBACK, LEDGER_VERSION } from './ledgerSchema.ts';
import type { LedgerStore, Spending, StatRow } from './ledgerStore.ts';

/** A busy file is tried again this often, for this long; a write that never succeeds is logged and lost. */
const RETRY_MS = 50;
const TRIES = 100;

/**
 * The ledger on SQLite: one file that several windows and the CLI write to. Writes are synchronous and short; when
 * another process holds the file they are tried again later instead of freezing the editor.
 */
export class SqliteLedger implements LedgerStore {
  readonly #db: DatabaseSync;
  readonly #logger: Logger;
  readonly #insertAttempt: StatementSync;
  readonly #insertFeedback: StatementSync;
  readonly #listeners = new Set<(row: AttemptRow) => void>();
  /** Writes that found the file busy. */
  readonly #waiting = new Set<{ readonly timer: NodeJS.Timeout; readonly write: () => void }>();

  constructor(db: DatabaseSync, logger: Logger) {
    this.#db = db;
    this.#logger = logger;
    this.#insertAttempt = db.prepare(INSERT_ATTEMPT);
    this.#insertFeedback = db.prepare(INSERT_FEEDBACK);
  }

  record(row: AttemptRow): void {
    const usage = row.usage ?? NO_USAGE;
    const values = [
      row.requestId,
      row.attempt,
      Math.round(row.startedAt),
      row.source,
      row.conversationId,
      row.task,
      row.difficulty,
      row.model,
      row.provider,
      row.outcome,
      row.finishReason,
      ...[
        usage.inputTokens,
        usage.cachedInputTokens,
        usage.cacheWriteTokens,
        usage.outputTokens,
        usage.reasoningTokens,
      ].map(Math.round),
      row.estimated ? 1 : 0,
      row.costNano,
      row.costSource,
      row.firstTokenMs,
      row.totalMs,
    ];
    this.#write(this.#insertAttempt, values, () => {
      for (const listener of this.#listeners) listener(row);
    });
  }

  feedback(requestId: string, feedback: Feedback, at: number): void {
    this.#write(this.#insertFeedback, [requestId, feedback, Math.round(at)]);
  }

  spentSince(at: number): Spending {
    const row = this.#db
      .prepare(
        'SELECT coalesce(sum(cost_nano), 0) AS nano, count(*) - count(cost_nano) AS unknown FROM attempts WHERE started_at >= ?',
      )
      .get(Math.round(at)) as { nano: number; unknown: number } | undefined;
    return { nano: row?.nano ?? 0, unknown: row?.unknown ?? 0 };
  }

  attemptsSince(at: number): StatRow[] {
    return this.#db
      .prepare(
        `SELECT request_id AS requestId, attempt, task, model, outcome, cost_nano AS costNano,
           first_token_ms AS firstTokenMs, total_ms AS totalMs
         FROM attempts WHERE started_at >= ? ORDER BY id`,
      )
      .all(Math.round(at)) as unknown as StatRow[];
  }

  feedbackSince(at: number): { requestId: string; feedback: Feedback }[] {
    return this.#db
      .prepare('SELECT request_id AS requestId, feedback FROM feedback WHERE at >= ? ORDER BY id')
      .all(Math.round(at)) as unknown as { requestId: string; feedback: Feedback }[];
  }

  onChange(listener: (row: AttemptRow) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Writes what still waits, as far as the file allows, and closes it. */
  close(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    this.#db.exec('PRAGMA busy_timeout = 2000');
    for (const { timer, write } of waiting) {
      clearTimeout(timer);
      write();
    }
    for (const { timer } of this.#waiting) clearTimeout(timer);
    this.#db.close();
  }

  #write(statement: StatementSync, values: SQLInputValue[], written: () => void = () => {}, tries = TRIES): void {
    try {
      statement.run(...values);
    } catch (error) {
      if (isBusy(error) && tries > 0) this.#later(() => this.#write(statement, values, written, tries - 1));
      else this.#logger.error(`the ledger could not be written: ${error instanceof Error ? error.message : 'unknown'}`);
      return;
    }
    written();
  }

  #later(write: () => void): void {
    const waiting = {
      write,
      timer: setTimeout(() => {
        this.#waiting.delete(waiting);
        write();
      }, RETRY_MS),
    };
    this.#waiting.add(waiting);
  }
}

/** Opens or creates the ledger's file, readable by its owner only. Throws when it is damaged or of a newer version. */
export async function openSqliteLedger(file: string, logger: Logger): Promise<SqliteLedger> {
  const { DatabaseSync } = await import('node:sqlite');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  try {
    // Long enough for another window's write, too short to be felt.
    db.exec('PRAGMA busy_timeout = 20; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    for (const path of [file, `${file}-wal`, `${file}-shm`]) chmodIfThere(path);
    const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > LEDGER_VERSION) {
      throw new Error(`it was written by a newer Switchyard (version ${version}, this one knows ${LEDGER_VERSION})`);
    }
    if (version < LEDGER_VERSION) db.exec(`BEGIN IMMEDIATE; ${CREATE_LEDGER} COMMIT`);
    return new SqliteLedger(db, logger);
  } catch (error) {
    db.close();
    throw error;
  }
}

function chmodIfThere(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch {
    // Not there yet, or not ours: the folder is closed to others anyway.
  }
}

function isBusy(error: unknown): boolean {
  // SQLITE_BUSY and SQLITE_LOCKED, with their extended codes.
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' && ((code & 0xff) === 5 || (code & 0xff) === 6);
}
