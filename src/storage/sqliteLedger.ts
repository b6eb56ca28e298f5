import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { NO_USAGE } from '../core/chat/usage.ts';
import type { AttemptRow, Feedback } from '../core/ports/ledger.ts';
import type { Logger } from '../core/ports/logger.ts';
import { MARK_GUESS } from './budgetSchema.ts';
import { isBusy } from './isBusy.ts';
import { openLedgerDatabase } from './ledgerDatabase.ts';
import { INSERT_ATTEMPT, INSERT_FEEDBACK, INSERT_GUESS } from './ledgerSchema.ts';
import type { BilledRow, FeedbackRow, LedgerStore, Spending, StatRow } from './ledgerStore.ts';
import { RowListeners } from './rowListeners.ts';

/** A busy file is tried again this often, for this long; writes that never succeed are logged and lost. */
const RETRY_MS = 50;
const TRIES = 100;

interface Write {
  readonly run: () => void;
  readonly written: () => void;
}

/**
 * The ledger on SQLite: one file that several windows and the CLI write to. Writes are synchronous and short; when
 * another process holds the file they are tried again later instead of freezing the editor.
 */
export class SqliteLedger implements LedgerStore {
  readonly #db: DatabaseSync;
  readonly #logger: Logger;
  readonly #insertAttempt: StatementSync;
  readonly #insertFeedback: StatementSync;
  readonly #listeners: RowListeners;
  readonly #onClose: () => void;
  /** Writes that found the file busy and all that came after them, oldest first: rows keep their order. */
  readonly #waiting: Write[] = [];
  #timer: NodeJS.Timeout | undefined;
  #tries = TRIES;

  /** `onClose` is called before the file is closed. */
  constructor(db: DatabaseSync, logger: Logger, onClose: () => void = () => {}) {
    this.#db = db;
    this.#logger = logger;
    this.#onClose = onClose;
    this.#listeners = new RowListeners((fault) => logger.error(`after a ledger row: ${fault}`));
    this.#insertAttempt = db.prepare(INSERT_ATTEMPT);
    this.#insertFeedback = db.prepare(INSERT_FEEDBACK);
  }

  record(row: AttemptRow): void {
    const usage = row.usage ?? NO_USAGE;
    const values: SQLInputValue[] = [
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
      row.responseId,
    ];
    const tell = () => this.#listeners.tell(row);
    if (row.guessed) this.#write(() => this.#guess(row, values));
    else this.#write(() => this.#insertAttempt.run(...values), tell);
  }

  /** A guess is known as one in the same transaction. */
  #guess({ requestId, attempt }: AttemptRow, values: SQLInputValue[]): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const key = [requestId, attempt];
      const { changes, lastInsertRowid } = this.#db.prepare(INSERT_GUESS).run(...values, ...key, ...key);
      if (changes !== 0) this.#db.prepare(MARK_GUESS).run(...key, lastInsertRowid);
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  feedback(requestId: string, feedback: Feedback, at: number, reason?: string): void {
    this.#write(() => this.#insertFeedback.run(requestId, feedback, Math.round(at), reason ?? null));
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

  billedSince(provider: string, at: number): BilledRow[] {
    return this.#db
      .prepare(
        `SELECT model, cost_nano AS costNano, response_id AS responseId
         FROM attempts WHERE provider = ? AND started_at >= ? ORDER BY id DESC`,
      )
      .all(provider, Math.round(at)) as unknown as BilledRow[];
  }

  feedbackSince(at: number): FeedbackRow[] {
    return this.#db
      .prepare('SELECT request_id AS requestId, feedback, reason FROM feedback WHERE at >= ? ORDER BY id')
      .all(Math.round(at)) as unknown as FeedbackRow[];
  }

  lastAnswered(): Pick<AttemptRow, 'model' | 'task'> | undefined {
    const row = this.#db
      .prepare("SELECT model, task FROM attempts WHERE outcome = 'ok' AND source = 'panel' ORDER BY id DESC LIMIT 1")
      .get();
    return row as Pick<AttemptRow, 'model' | 'task'> | undefined;
  }

  onChange(listener: (row: AttemptRow) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Writes what still waits, as far as the file allows, and closes it. */
  close(): void {
    clearTimeout(this.#timer);
    this.#onClose();
    this.#db.exec('PRAGMA busy_timeout = 2000');
    this.#writeWaiting();
    if (this.#waiting.length > 0) this.#logger.error(`the ledger was busy: ${this.#waiting.length} writes are lost`);
    this.#db.close();
  }

  #write(run: () => void, written: () => void = () => {}): void {
    this.#waiting.push({ run, written });
    // One busy write is enough to wait for: another would only hold up the editor.
    if (this.#timer === undefined) this.#writeOrWait();
  }

  #writeOrWait(): void {
    this.#timer = undefined;
    this.#writeWaiting();
    if (this.#waiting.length === 0) {
      this.#tries = TRIES;
      return;
    }
    this.#tries -= 1;
    if (this.#tries > 0) this.#timer = setTimeout(() => this.#writeOrWait(), RETRY_MS);
    else {
      this.#logger.error(`the ledger stayed busy: ${this.#waiting.length} writes are lost`);
      this.#waiting.length = 0;
      this.#tries = TRIES;
    }
  }

  /** Writes until all is written or the file is busy. */
  #writeWaiting(): void {
    for (let write = this.#waiting[0]; write !== undefined; write = this.#waiting[0]) {
      try {
        write.run();
      } catch (error) {
        if (isBusy(error)) return;
        this.#logger.error(`the ledger could not be written: ${error instanceof Error ? error.message : 'unknown'}`);
        this.#waiting.shift();
        continue;
      }
      this.#waiting.shift();
      write.written();
    }
  }
}

/** The ledger in a file of its own connection. Throws when it is damaged or of a newer version. */
export async function openSqliteLedger(file: string, logger: Logger): Promise<SqliteLedger> {
  return new SqliteLedger(await openLedgerDatabase(file), logger);
}
