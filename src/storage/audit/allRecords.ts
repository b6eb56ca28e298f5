import type { AuditRecord, AuditStore } from './auditStore.ts';

const AT_ONCE = 500;

/** Every record since a moment (milliseconds since 1970), the newest first, read a few at a time. */
export function* allRecords(audit: Pick<AuditStore, 'list'>, since = 0): Generator<AuditRecord> {
  for (let before: number | undefined; ; ) {
    const records = audit.list({ since, limit: AT_ONCE, ...(before === undefined ? {} : { before }) });
    yield* records;
    before = records.at(-1)?.number;
    if (before === undefined) return;
  }
}
