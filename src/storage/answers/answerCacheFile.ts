import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { AnswerCache, KeptAnswer } from '../../core/ports/answerCache.ts';
import type { Logger } from '../../core/ports/logger.ts';
import { isBeyondUse } from '../damage.ts';
import { isBusy } from '../isBusy.ts';
import { filesOf, openDatabase } from '../openDatabase.ts';
import { retryWhileBusy } from '../retryWhileBusy.ts';
import { reasonOf } from '../storageTrouble.ts';

const VERSION = 1;

const CREATE = `
CREATE TABLE IF NOT EXISTS answers (
  workspace TEXT NOT NULL,
  question TEXT NOT NULL,
  at INTEGER NOT NULL,
  size INTEGER NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (workspace, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answers_at ON answers (at);
PRAGMA user_version = ${VERSION};
`;

const answerSchema = z.object({ text: z.string(), model: z.string(), finishReason: z.literal('stop') });

/**
 * Answers by a digest of their question, in one file for all workspaces, readable by its owner only. It is opened with the
 * first answer that is kept or looked for; one that cannot be used is logged once and never in the way, a damaged one is begun anew.
 */
export class AnswerCacheFile implements AnswerCache {
  readonly #file: string;
  readonly #workspace: () => string;
  readonly #logger: Logger;
  #opening: Promise<DatabaseSync | undefined> | undefined;
  #last: Promise<void> = Promise.resolve();

  /** `workspace` names the one that is open; its answers are found in no other. */
  constructor(file: string, workspace: () => string, logger: Logger) {
    this.#file = file;
    this.#workspace = workspace;
    this.#logger = logger;
  }

  async find(question: string, maxAgeMs: number): Promise<KeptAnswer | undefined> {
    await this.#last;
    return this.#with((db) => {
      const row = db
        .prepare('SELECT at, answer FROM answers WHERE workspace = ? AND question = ? AND at >= ?')
        .get(digest(this.#workspace()), digest(question), Date.now() - maxAgeMs);
      if (row === undefined) return undefined;
      return { ...answerSchema.parse(JSON.parse(String(row.answer))), at: Number(row.at) };
    });
  }

  keep(question: string, { at, ...answer }: KeptAnswer, maxBytes: number): void {
    const text = JSON.stringify(answer);
    const size = Buffer.byteLength(text);
    if (size > maxBytes) return;
    const workspace = digest(this.#workspace());
    this.#later((db) => {
      db.prepare('INSERT OR REPLACE INTO answers (workspace, question, at, size, answer) VALUES (?, ?, ?, ?, ?)').run(
        workspace,
        digest(question),
        Math.round(at),
        size,
        text,
      );
      makeRoom(db, maxBytes);
    });
  }

  /** Forgets every answer of every workspace, also on disk. Rejects where that cannot be done. */
  async clear(): Promise<void> {
    const cleared = this.#last.then(() => this.#use(forgetAll));
    this.#last = cleared.then(nothing, nothing);
    if ((await cleared) !== 'forgotten') throw new Error('their file cannot be opened');
  }

  /** Writes what is still to be written and closes the file. */
  async close(): Promise<void> {
    await this.#last;
    const db = await this.#opening;
    this.#opening = Promise.resolve(undefined);
    db?.close();
  }

  #later(work: (db: DatabaseSync) => void): void {
    this.#last = this.#last.then(() => this.#with(work));
  }

  async #with<Result>(work: (db: DatabaseSync) => Result): Promise<Result | undefined> {
    try {
      return await this.#use(work);
    } catch (error) {
      this.#logger.warn(`earlier answers: ${reasonOf(error)}`);
      return undefined;
    }
  }

  /** Undefined where there is no file; rejects where it stays busy, or the work fails. */
  #use<Result>(work: (db: DatabaseSync) => Result): Promise<Result | undefined> {
    return retryWhileBusy(async () => {
      const db = await this.#open();
      try {
        return db && work(db);
      } catch (error) {
        if (!isBeyondUse(error)) throw error;
        db?.close();
        this.#opening = this.#beginAnew();
        const fresh = await this.#opening;
        return fresh && work(fresh);
      }
    });
  }

  /** A file that is only busy is tried again by the next who wants it. */
  async #open(): Promise<DatabaseSync | undefined> {
    this.#opening ??= openFile(this.#file).catch((error: unknown) =>
      isBeyondUse(error) ? this.#beginAnew() : this.#give(error),
    );
    try {
      return await this.#opening;
    } catch (error) {
      this.#opening = undefined;
      throw error;
    }
  }

  /** It is a cache: a damaged one has nothing that is missed. */
  async #beginAnew(): Promise<DatabaseSync | undefined> {
    for (const path of filesOf(this.#file)) await rm(path, { force: true });
    return openFile(this.#file).catch((error: unknown) => this.#give(error));
  }

  #give(error: unknown): undefined {
    if (isBusy(error)) throw error;
    this.#logger.warn(`earlier answers are not kept: ${reasonOf(error)}`);
  }
}

function openFile(file: string): Promise<DatabaseSync> {
  return openDatabase(file, VERSION, (db, version) => {
    db.exec('PRAGMA secure_delete = ON');
    // Who only opens it must not have to wait for who writes.
    if (version < VERSION) db.exec(CREATE);
  });
}

function forgetAll(db: DatabaseSync): 'forgotten' {
  db.exec('DELETE FROM answers; VACUUM');
  const log = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  // SQLITE_BUSY: somebody still reads the log, so that it has their words.
  if (log?.busy === 1) throw Object.assign(new Error('another window reads it'), { errcode: 5 });
  return 'forgotten';
}

function nothing(): void {}

/** The oldest answers go until the others fit. */
function makeRoom(db: DatabaseSync, maxBytes: number): void {
  db.prepare(
    `DELETE FROM answers WHERE (workspace, question) IN (
       SELECT workspace, question FROM
         (SELECT workspace, question, sum(size) OVER (ORDER BY at DESC, question) AS upTo FROM answers)
       WHERE upTo > ?)`,
  ).run(maxBytes);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
