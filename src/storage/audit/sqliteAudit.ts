import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AuditedDecision, AuditedEnd, AuditedTexts } from '../../core/ports/audit.ts';
import type { SeeDamage } from '../damageWatch.ts';
import type { WriteQueue } from '../writeQueue.ts';
import { attemptsOf } from './attemptsOf.ts';
import { DECIDED, ENDED, FORGET } from './auditSchema.ts';
import type { AuditedAttempt, AuditQuery, AuditRecord, AuditStore, AuditWish } from './auditStore.ts';
import { triedIn } from './triedIn.ts';

const FORGOTTEN_AT_ONCE = 500;
const DAY_MS = 86_400_000;

interface Row {
  readonly id: number;
  readonly request_id: string;
  readonly at: number;
  readonly source: AuditRecord['source'];
  readonly conversation_id: string | null;
  readonly prompts_version: string | null;
  readonly decision: string;
  readonly ended: string | null;
  readonly texts: string | null;
}

/** The audit trail in the ledger's file. It is written right after a request, which never waits for it. */
export class SqliteAudit implements AuditStore {
  readonly #db: DatabaseSync;
  readonly #queue: WriteQueue;
  readonly #seeDamage: SeeDamage;
  readonly #decided: StatementSync;
  readonly #ended: StatementSync;
  #wish: () => AuditWish = () => ({ days: 90, texts: false });

  constructor(db: DatabaseSync, queue: WriteQueue, seeDamage: SeeDamage) {
    this.#db = db;
    this.#queue = queue;
    this.#seeDamage = seeDamage;
    this.#decided = db.prepare(DECIDED);
    this.#ended = db.prepare(ENDED);
  }

  follow(wish: () => AuditWish): void {
    this.#wish = wish;
  }

  get keepsTexts(): boolean {
    const { days, texts } = this.#wish();
    return texts && days > 0;
  }

  decided({ requestId, at, source, conversationId, promptsVersion, decision }: AuditedDecision): void {
    if (this.#wish().days === 0) return;
    const values = [requestId, Math.round(at), source, conversationId, promptsVersion, JSON.stringify(decision)];
    this.#queue.addSoon({ statement: this.#decided, values });
  }

  ended(requestId: string, end: AuditedEnd, texts: AuditedTexts | null): void {
    if (this.#wish().days === 0) return;
    const said = texts === null ? null : JSON.stringify(texts);
    const values = [end.outcome, end.model, JSON.stringify(end), said, requestId];
    this.#queue.addSoon({ statement: this.#ended, values });
  }

  list(query: AuditQuery): (AuditRecord & { readonly number: number })[] {
    return this.#noting(() => this.#list(query));
  }

  find(requestId: string): AuditRecord | undefined {
    return this.#noting(() => this.#find(requestId));
  }

  forgetSome(now: number): boolean {
    const before = Math.round(now - this.#wish().days * DAY_MS);
    const forget = () => this.#db.prepare(FORGET).run(before, FORGOTTEN_AT_ONCE);
    return this.#noting(forget).changes >= FORGOTTEN_AT_ONCE;
  }

  /** The same, also where it fails: but damage is seen to. */
  #noting<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      this.#seeDamage(error);
      throw error;
    }
  }

  #list({ since = 0, before, withoutTexts, limit }: AuditQuery): (AuditRecord & { readonly number: number })[] {
    const texts = withoutTexts ? 'NULL AS texts' : 'texts';
    const rows = this.#db
      .prepare(
        `SELECT id, request_id, at, source, conversation_id, prompts_version, decision, ended, ${texts} FROM decisions
         WHERE at >= :since AND (:before IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit`,
      )
      .all({ ':since': since, ':before': before ?? null, ':limit': limit }) as unknown as Row[];
    const attempts = attemptsOf(
      this.#db,
      rows.map((row) => row.request_id),
    );
    return rows.flatMap((row) => recordOf(row, attempts.get(row.request_id) ?? []));
  }

  #find(requestId: string): AuditRecord | undefined {
    const row = this.#db.prepare('SELECT * FROM decisions WHERE request_id = ?').get(requestId) as Row | undefined;
    if (row === undefined) return undefined;
    return recordOf(row, attemptsOf(this.#db, [requestId]).get(requestId) ?? [])[0];
  }
}

/** One record; none where somebody else has written into the file what makes no sense. */
function recordOf(row: Row, attempts: readonly AuditedAttempt[]): [AuditRecord & { readonly number: number }] | [] {
  try {
    const end = row.ended === null ? null : (JSON.parse(row.ended) as AuditedEnd);
    return [
      {
        number: row.id,
        requestId: row.request_id,
        at: row.at,
        source: row.source,
        conversationId: row.conversation_id,
        promptsVersion: row.prompts_version,
        decision: JSON.parse(row.decision) as AuditRecord['decision'],
        end,
        texts: row.texts === null ? null : (JSON.parse(row.texts) as AuditedTexts),
        attempts: triedIn(attempts, end),
      },
    ];
  } catch {
    return [];
  }
}
