import { describe, expect, test } from 'vitest';
import { SILENT } from '../../../src/core/ports/logger.ts';
import { auditCsvLine, auditJsonLine, CSV_HEAD } from '../../../src/storage/audit/auditExport.ts';
import { keepTrailShort } from '../../../src/storage/audit/keepTrailShort.ts';
import { MemoryAudit } from '../../../src/storage/audit/memoryAudit.ts';
import { MemoryLedger } from '../../../src/storage/memoryLedger.ts';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { aRow } from '../aRow.ts';
import { query, TestFolder } from '../ledgerFile.ts';
import { aDecision, ENDED } from './aRecord.ts';

const DAY = 86_400_000;

const TEXTS = { messages: [{ role: 'user', text: 'what?' }], answer: 'that' };

describe('the audit trail', () => {
  test('on disk and in memory gives back what was kept, the newest first, a page at a time', async () => {
    using folder = new TestFolder();
    const file = folder.file('ledger.db');
    const disk = await openLedger(file, SILENT);
    const rows = new MemoryLedger();
    for (const { ledger, audit } of [disk, { ledger: rows, audit: new MemoryAudit(rows) }]) {
      for (const [index, model] of ['a/m', 'b/m', 'a/m', 'c/m'].entries()) {
        audit.decided(aDecision(`r${index}`, 1000 + index));
        ledger.record(aRow({ requestId: `r${index}`, model, responseId: 'gen' }));
        if (index !== 3) audit.ended(`r${index}`, { ...ENDED, model }, index === 0 ? TEXTS : null);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
      const ids = (found: readonly { requestId: string }[]) => found.map(({ requestId }) => requestId);
      const first = audit.list({ limit: 2 });
      expect(ids(first)).toEqual(['r3', 'r2']);
      expect(ids(audit.list({ limit: 9, before: first[1]?.number ?? 0 }))).toEqual(['r1', 'r0']);
      expect(audit.list({ limit: 1, before: 2, withoutTexts: true })[0]?.requestId).toBe('r0');
      expect(ids(audit.list({ limit: 9, since: 1002 }))).toEqual(['r3', 'r2']);
      expect(audit.find('r3')).toMatchObject({ end: null, texts: null, attempts: [{ model: 'c/m' }] });
      expect(audit.find('r0')).toMatchObject({
        ...aDecision('r0', 1000),
        end: ENDED,
        texts: TEXTS,
        attempts: [{ attempt: 1, model: 'a/m', outcome: 'ok', costNano: 1400, usage: { inputTokens: 10 } }],
      });
      expect(audit.find('nobody')).toBeUndefined();
    }
    disk.ledger.close();
  });

  test('of one process is read by another', async () => {
    using folder = new TestFolder();
    const [mine, theirs] = [
      await openLedger(folder.file('l.db'), SILENT),
      await openLedger(folder.file('l.db'), SILENT),
    ];
    mine.audit.decided(aDecision('r', 5));
    mine.audit.ended('r', ENDED, null);
    mine.ledger.close();
    expect(theirs.audit.find('r')).toMatchObject({ end: { outcome: 'answered' } });
    theirs.ledger.close();
  });

  test('forgets what is older than its days, a little at a time, and no costs', async () => {
    using folder = new TestFolder();
    const file = folder.file('l.db');
    const { ledger, audit } = await openLedger(file, SILENT);
    const clock = new FakeClock();
    let days = 30;
    audit.follow(() => ({ days, texts: false }));
    const now = clock.now();
    ledger.record(aRow({ requestId: 'old', startedAt: now - 31 * DAY }));
    for (let old = 0; old < 1100; old++) audit.decided(aDecision(`old${old}`, now - 31 * DAY));
    audit.decided(aDecision('new', now - 29 * DAY));
    audit.decided(aDecision('newest', now));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const left = () => (query(file, 'SELECT count(*) AS rows FROM decisions') as { rows: number }[])[0]?.rows;
    const trail = keepTrailShort(audit, clock, SILENT);
    expect(left()).toBe(1102);
    await clock.advance(60_001);
    expect(left()).toBe(602);
    await clock.advance(1000);
    expect(left()).toBe(2);
    await clock.advance(2 * DAY);
    expect(left()).toBe(1);
    days = 0;
    trail.wishChanged();
    expect(left()).toBe(1);
    await clock.advance(60_001);
    expect(left()).toBe(0);
    expect(ledger.spentSince(0).nano).toBe(1400);
    trail.dispose();
    ledger.close();
  });

  test('of days that are none keeps nothing', async () => {
    using folder = new TestFolder();
    const { ledger, audit } = await openLedger(folder.file('l.db'), SILENT);
    audit.follow(() => ({ days: 0, texts: true }));
    expect(audit.keepsTexts).toBe(false);
    audit.decided(aDecision('r', 1));
    ledger.close();
    expect(query(folder.file('l.db'), 'SELECT * FROM decisions')).toEqual([]);
  });
});

describe('an exported record', () => {
  const record = { ...aDecision('r', 1_750_000_000_000), end: ENDED, texts: null, attempts: [] };

  test('as a line of JSON is all of it', () => {
    expect(JSON.parse(auditJsonLine(record))).toEqual({ ...record, at: '2025-06-15T15:06:40.000Z' });
    expect(auditJsonLine(record)).not.toContain('\n');
  });

  test('as a line of a table has as many cells as its head, and none that a spreadsheet would run', () => {
    const cells = (line: string) => line.match(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)?.length;
    const line = auditCsvLine(record);
    expect(cells(line)).toBe(cells(CSV_HEAD));
    expect(line).toContain('0.0000014');
    expect(line).toContain('"first, ""quoted"""');
    expect(auditCsvLine({ ...record, conversationId: '=HYPERLINK("x")' })).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
