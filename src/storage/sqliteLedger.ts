import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { NO_USAGE } from '../core/chat/usage.ts';
import type { ArmRow } from '../core/experiments/armFigures.ts';
import type { AttemptRow, Feedback } from '../core/ports/ledger.ts';
import type { Logger } from '../core/ports/logger.ts';
import type { Try } from '../core/ports/tryBook.ts';
import type { FirstWord } from '../core/resilience/latencies.ts';
import type { HabitRow } from '../core/routing/habits.ts';
import { damageWatch, type SeeDamage } from './damageWatch.ts';
import { openLedgerDatabase } from './ledgerDatabase.ts';
import { INSERT_ARM, INSERT_ATTEMPT, INSERT_FEEDBACK, INSERT_GUESS } from './ledgerSchema.ts';
import type { AnsweredRow, BilledRow, FeedbackRow, LedgerStore, ModelRow, Spending, StatRow } from './ledgerStore.ts';
import { OTHER_WORK } from './otherWork.ts';
import { RowListeners } from './rowListeners.ts';
import { logTroubles } from './storageTrouble.ts';
import { WriteQueue } from './writeQueue.ts';

const DAY_MS = 86_400_000;
const MOST_OF_DAY = 250;
/** Tries stand beside the arms of experiments, under a name that none of those has: what is usual and what is expected beyond it. */
const TRIES = '\u0001tries';

interface Parts {
  readonly queue: WriteQueue;
  readonly seeDamage: SeeDamage;
  /** Called before the file is closed. */
  readonly onClose?: () => void;
}

/**
 * The ledger on SQLite: one file that several windows and the CLI write to. Writes are synchronous and short; when
 * another process holds the file they are tried again later instead of freezing the editor. Of a damaged file the rows that
 * still wait are read, and no others.
 */
export class SqliteLedger implements LedgerStore {
  readonly #db: DatabaseSync;
  readonly #insertAttempt: StatementSync;
  readonly #insertGuess: StatementSync;
  readonly #insertFeedback: StatementSync;
  readonly #insertArm: StatementSync;
  readonly #listeners: RowListeners;
  readonly #queue: WriteQueue;
  readonly #seeDamage: SeeDamage;
  readonly #onClose: () => void;
  /** Rows on their way into the file: they count already. */
  readonly #pending = new Set<AttemptRow>();

  constructor(db: DatabaseSync, logger: Logger, { queue, seeDamage, onClose = () => {} }: Parts) {
    this.#db = db;
    this.#seeDamage = seeDamage;
    this.#onClose = onClose;
    this.#queue = queue;
    this.#listeners = new RowListeners((fault) => logger.error(`after a ledger row: ${fault}`));
    this.#insertAttempt = db.prepare(INSERT_ATTEMPT);
    this.#insertGuess = db.prepare(INSERT_GUESS);
    this.#insertFeedback = db.prepare(INSERT_FEEDBACK);
    this.#insertArm = db.prepare(INSERT_ARM);
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
      row.responseId,
    ];
    if (row.guessed) {
      const isNews = !this.#isCounted(row);
      const settled = () => isNews && this.#listeners.tell(row);
      this.#queue.add({ statement: this.#insertGuess, values, settled });
      return;
    }
    this.#pending.add(row);
    this.#queue.add({
      statement: this.#insertAttempt,
      values,
      settled: () => this.#listeners.tell(row),
      written: () => this.#pending.delete(row),
    });
  }

  /** Whether an attempt has its row, or a process that lives will write it. */
  #isCounted({ requestId, attempt }: AttemptRow): boolean {
    const there = (table: string) =>
      `EXISTS (SELECT 1 FROM ${table} WHERE request_id = :requestId AND attempt = :attempt)`;
    const sql = `SELECT ${there('attempts')} OR ${there('budget_reservations')} AS counted`;
    const [row] = this.#rows<{ counted: number }>(sql, { requestId, attempt });
    return row?.counted === 1;
  }

  feedback(requestId: string, feedback: Feedback, at: number, reason?: string): void {
    const values = [requestId, feedback, Math.round(at), reason ?? null];
    this.#queue.add({ statement: this.#insertFeedback, values });
  }

  arm({ requestId, experiment, arm }: ArmRow, at: number): void {
    this.#queue.add({ statement: this.#insertArm, values: [requestId, experiment, arm, Math.round(at)] });
  }

  tried(requestId: string, { usualNano, extraNano }: Try, at: number): void {
    this.arm({ requestId, experiment: TRIES, arm: `${usualNano} ${extraNano}` }, at);
  }

  extraSince(at: number): number {
    const sql = `SELECT arm, (SELECT sum(cost_nano) FROM attempts WHERE attempts.request_id = arms.request_id) AS spent
      FROM arms WHERE experiment = '${TRIES}' AND at >= :at`;
    const tries = this.#rows<{ arm: string; spent: number | null }>(sql, { at: Math.round(at) });
    return tries.reduce((sum, { arm, spent }) => {
      const [usual = 0, expected = 0] = arm.split(' ').map(Number);
      return sum + (spent === null ? expected : Math.max(0, spent - usual));
    }, 0);
  }

  armsSince(experiment: string, at: number): ArmRow[] {
    const sql = `SELECT request_id AS requestId, experiment, arm FROM arms
      WHERE experiment = :experiment AND at >= :at ORDER BY id`;
    return this.#rows<ArmRow>(sql, { experiment, at: Math.round(at) });
  }

  spentSince(at: number): Spending {
    const [row] = this.#rows<Spending>(
      'SELECT coalesce(sum(cost_nano), 0) AS nano, count(*) - count(cost_nano) AS unknown FROM attempts WHERE started_at >= :at',
      { at: Math.round(at) },
    );
    const pending = this.#pendingSince(at);
    return {
      nano: (row?.nano ?? 0) + pending.reduce((sum, { costNano }) => sum + (costNano ?? 0), 0),
      unknown: (row?.unknown ?? 0) + pending.filter(({ costNano }) => costNano === null).length,
    };
  }

  attemptsSince(at: number): StatRow[] {
    const written = this.#rows<StatRow>(
      `SELECT request_id AS requestId, attempt, source, task, model, outcome, cost_nano AS costNano,
         first_token_ms AS firstTokenMs, total_ms AS totalMs
       FROM attempts WHERE started_at >= :at ORDER BY id`,
      { at: Math.round(at) },
    );
    return [...written, ...this.#pendingSince(at)];
  }

  answeredSince(at: number): AnsweredRow[] {
    return this.#rows<AnsweredRow>(
      `SELECT task, difficulty, input_tokens AS inputTokens, output_tokens AS outputTokens
       FROM attempts WHERE started_at >= :at AND outcome = 'ok' AND source IN ('panel', 'cli', 'server') ORDER BY id`,
      { at: Math.round(at) },
    );
  }

  billedSince(provider: string, at: number): BilledRow[] {
    return this.#rows<BilledRow>(
      `SELECT model, cost_nano AS costNano, response_id AS responseId
       FROM attempts WHERE provider = :provider AND started_at >= :at ORDER BY id DESC`,
      { provider, at: Math.round(at) },
    );
  }

  modelSince(model: string, at: number, now: number): ModelRow[] {
    const newestFirst: ModelRow[] = [];
    let end = Number.MAX_SAFE_INTEGER;
    for (let start = Math.round(now) - DAY_MS; end >= at; end = start, start -= DAY_MS) {
      const ofDay = this.#rows<ModelRow>(
        `SELECT request_id AS requestId, started_at AS startedAt, source, outcome, cost_nano AS costNano,
           first_token_ms AS firstTokenMs, total_ms AS totalMs
         FROM attempts WHERE started_at > :start AND started_at <= :end AND started_at >= :at AND model = :model
         ORDER BY started_at DESC, id DESC LIMIT ${MOST_OF_DAY}`,
        { start, end, at: Math.round(at), model },
      );
      newestFirst.push(...ofDay);
    }
    return [...newestFirst.reverse(), ...this.#pendingSince(at).filter((row) => row.model === model)];
  }

  feedbackSince(at: number): FeedbackRow[] {
    const sql = 'SELECT request_id AS requestId, feedback, reason FROM feedback WHERE at >= :at ORDER BY id';
    return this.#rows<FeedbackRow>(sql, { at: Math.round(at) });
  }

  firstWordsSince(at: number): FirstWord[] {
    const rows = this.#rows<Omit<FirstWord, 'gaveUp'> & { gaveUp: number }>(
      `SELECT model, provider, started_at AS startedAt, coalesce(first_token_ms, total_ms) AS waitedMs,
         input_tokens AS inputTokens, first_token_ms IS NULL AS gaveUp
       FROM attempts
       WHERE started_at >= :at AND source <> 'fireDrill'
         AND ((outcome = 'ok' AND first_token_ms IS NOT NULL) OR (outcome = 'timeout' AND first_token_ms IS NULL))
       ORDER BY started_at DESC, id DESC LIMIT 1000`,
      { at: Math.round(at) },
    );
    return rows.map((row) => ({ ...row, gaveUp: row.gaveUp === 1 })).reverse();
  }

  habitsSince(at: number): HabitRow[] {
    const newestFirst = this.#rows<HabitRow>(
      `SELECT model, task, output_tokens AS outputTokens, first_token_ms AS firstTokenMs, total_ms AS totalMs
       FROM attempts
       WHERE started_at >= :at AND outcome = 'ok' AND source NOT IN (${OTHER_WORK.map((source) => `'${source}'`).join(', ')})
       ORDER BY started_at DESC, id DESC LIMIT 2000`,
      { at: Math.round(at) },
    );
    return newestFirst.reverse();
  }

  lastAnswered(): Pick<AttemptRow, 'model' | 'task'> | undefined {
    return this.#rows<Pick<AttemptRow, 'model' | 'task'>>(
      "SELECT model, task FROM attempts WHERE outcome = 'ok' AND source = 'panel' ORDER BY id DESC LIMIT 1",
    )[0];
  }

  onChange(listener: (row: AttemptRow) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Writes what still waits, as far as the file allows, and closes it. */
  close(): void {
    this.#onClose();
    this.#db.exec('PRAGMA busy_timeout = 2000');
    this.#queue.close();
    this.#db.close();
  }

  #rows<Row>(sql: string, values: Record<string, SQLInputValue> = {}): Row[] {
    try {
      return this.#db.prepare(sql).all(values) as unknown as Row[];
    } catch (error) {
      if (this.#seeDamage(error)) return [];
      throw error;
    }
  }

  #pendingSince(at: number): AttemptRow[] {
    return [...this.#pending].filter(({ startedAt }) => Math.round(startedAt) >= Math.round(at));
  }
}

/** The ledger in a file of its own connection. Throws when it is damaged or of a newer version. */
export async function openSqliteLedger(file: string, logger: Logger): Promise<SqliteLedger> {
  const tell = logTroubles(logger);
  const parts = { queue: new WriteQueue(file, logger, tell), seeDamage: damageWatch(file, tell) };
  return new SqliteLedger(await openLedgerDatabase(file), logger, parts);
}
