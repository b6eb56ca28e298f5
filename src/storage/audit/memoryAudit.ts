import type { AuditedDecision, AuditedEnd, AuditedTexts } from '../../core/ports/audit.ts';
import type { MemoryLedger } from '../memoryLedger.ts';
import type { AuditQuery, AuditRecord, AuditStore, AuditWish } from './auditStore.ts';
import { triedIn } from './triedIn.ts';

/** More is not kept: the oldest go first. */
const MOST = 1000;

/** The audit trail where there can be no file: of this process alone. */
export class MemoryAudit implements AuditStore {
  readonly #ledger: Pick<MemoryLedger, 'rows'>;
  readonly #records = new Map<string, Omit<AuditRecord, 'attempts'> & { readonly number: number }>();
  #wish: () => AuditWish = () => ({ days: 90, texts: false });
  #count = 0;

  constructor(ledger: Pick<MemoryLedger, 'rows'>) {
    this.#ledger = ledger;
  }

  follow(wish: () => AuditWish): void {
    this.#wish = wish;
  }

  get keepsTexts(): boolean {
    return this.#wish().texts;
  }

  decided(decision: AuditedDecision): void {
    if (this.#wish().days === 0) return;
    this.#count += 1;
    this.#records.set(decision.requestId, { ...decision, number: this.#count, end: null, texts: null });
    const [oldest] = this.#records.keys();
    if (this.#records.size > MOST && oldest !== undefined) this.#records.delete(oldest);
  }

  ended(requestId: string, end: AuditedEnd, texts: AuditedTexts | null): void {
    const record = this.#records.get(requestId);
    if (record !== undefined) this.#records.set(requestId, { ...record, end, texts });
  }

  list({ since = 0, before = Infinity, limit }: AuditQuery): (AuditRecord & { readonly number: number })[] {
    return [...this.#records.values()]
      .filter(({ at, number }) => at >= since && number < before)
      .reverse()
      .slice(0, limit)
      .map((record) => this.#whole(record));
  }

  find(requestId: string): AuditRecord | undefined {
    const record = this.#records.get(requestId);
    return record && this.#whole(record);
  }

  forgetSome(): boolean {
    return false;
  }

  #whole<T extends { readonly requestId: string; readonly end: AuditedEnd | null }>(record: T) {
    const attempts = this.#ledger.rows.filter(({ requestId }) => requestId === record.requestId);
    return { ...record, attempts: triedIn(attempts, record.end) };
  }
}
