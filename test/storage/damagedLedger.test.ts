import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { SILENT } from '../../src/core/ports/logger.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import type { StorageTrouble } from '../../src/storage/storageTrouble.ts';
import { aRow } from './aRow.ts';
import { LogLines, query, TestFolder } from './ledgerFile.ts';

const asides = (folder: TestFolder) =>
  readdirSync(folder.path).filter((name) => /^ledger\.db\.corrupt-[\dT-]+$/.test(name));

/** A ledger with many rows, in the middle of which a page is overwritten; the header and the schema stay sound. */
async function writeHalfDamaged(file: string): Promise<void> {
  const { ledger } = await openLedger(file, SILENT);
  for (let row = 0; row < 2000; row++) ledger.record(aRow({ requestId: `r${row}`, startedAt: row }));
  ledger.close();
  const bytes = readFileSync(file);
  // The first half holds what the tables are, and where.
  bytes.fill(0xaa, 4096 * Math.floor(bytes.length / 4096 / 2), bytes.length);
  writeFileSync(file, bytes);
}

describe('a damaged ledger', () => {
  test.each([
    ['no database', Buffer.from('this is no database, but somebody may want it back\n'.repeat(100))],
    ['cut off', Buffer.from('SQLite format 3\0\x10\0\x01')],
  ])('(%s) is set aside with its log, named, and a new one begun', async (_, content) => {
    using folder = new TestFolder();
    const file = folder.file('ledger.db');
    writeFileSync(file, content);
    writeFileSync(`${file}-wal`, 'its log');
    const told: StorageTrouble[] = [];
    const { ledger, problem } = await openLedger(file, SILENT, (trouble) => told.push(trouble));
    expect(problem).toBeUndefined();
    ledger.record(aRow());
    ledger.close();
    const [aside = ''] = asides(folder);
    expect(readFileSync(folder.file(aside)).equals(content)).toBe(true);
    expect(readFileSync(folder.file(`${aside}-wal`), 'utf8')).toBe('its log');
    expect(told).toEqual([{ type: 'setAside', what: 'ledger', file: folder.file(aside) }]);
    expect(query(file, 'SELECT count(*) AS rows FROM attempts')).toEqual([{ rows: 1 }]);
  });

  test('is set aside once by windows that find it at the same time, and all go on in the new one', async () => {
    using folder = new TestFolder();
    const file = folder.file('ledger.db');
    writeFileSync(file, 'no database at all '.repeat(500));
    const told: StorageTrouble[] = [];
    const windows = await Promise.all(
      [1, 2, 3, 4].map(() => openLedger(file, SILENT, (trouble) => told.push(trouble))),
    );
    for (const { ledger } of windows) ledger.record(aRow());
    for (const { ledger } of windows) ledger.close();
    expect(windows.map(({ problem }) => problem)).toEqual([undefined, undefined, undefined, undefined]);
    expect(asides(folder)).toHaveLength(1);
    expect(told).toHaveLength(1);
    expect(query(file, 'SELECT count(*) AS rows FROM attempts')).toEqual([{ rows: 4 }]);
  });

  test('that only fails when it is written goes on in memory, and is set aside at the next start', async () => {
    using folder = new TestFolder();
    const file = folder.file('ledger.db');
    await writeHalfDamaged(file);
    const told: StorageTrouble[] = [];
    const { ledger } = await openLedger(file, SILENT, (trouble) => told.push(trouble));
    const seen: string[] = [];
    ledger.onChange(({ requestId }) => seen.push(requestId));
    for (let row = 0; row < 50; row++) ledger.record(aRow({ requestId: `new ${row}`, startedAt: 10_000 + row }));
    expect(told).toMatchObject([{ type: 'unwritten', what: 'ledger', isFull: false }]);
    expect(seen).toHaveLength(50);
    ledger.close();
    const after = await openLedger(file, SILENT, (trouble) => told.push(trouble));
    expect(after.problem).toBeUndefined();
    expect(after.ledger.spentSince(0)).toEqual({ nano: 0, unknown: 0 });
    after.ledger.close();
    const [aside = ''] = asides(folder);
    expect(told[1]).toEqual({ type: 'setAside', what: 'ledger', file: folder.file(aside) });
    // What is set aside can still be opened by whoever wants to save rows of it.
    expect(statSync(folder.file(aside)).size).toBeGreaterThan(4096 * 4);
  });

  test('that was only suspected, and is sound, stays', async () => {
    using folder = new TestFolder();
    const file = folder.file('ledger.db');
    const first = await openLedger(file, SILENT);
    first.ledger.record(aRow());
    first.ledger.close();
    writeFileSync(`${file}.suspect`, '');
    const { ledger } = await openLedger(file, SILENT);
    expect(ledger.spentSince(0).nano).toBe(1400);
    ledger.close();
    expect(readdirSync(folder.path)).toEqual(['ledger.db']);
  });
});

describe('a ledger that is not damaged is not set aside', () => {
  test('because it cannot be opened', async () => {
    using folder = new TestFolder();
    mkdirSync(folder.file('ledger.db'));
    const log = new LogLines();
    const { ledger, problem } = await openLedger(folder.file('ledger.db'), log);
    expect(problem).toMatch(/unable to open/);
    ledger.record(aRow());
    expect(ledger.spentSince(0).nano).toBe(1400);
    expect(readdirSync(folder.path)).toEqual(['ledger.db']);
  });

  test('because another program holds it all the time', async () => {
    using folder = new TestFolder();
    const file = folder.file('ledger.db');
    const first = await openLedger(file, SILENT);
    first.ledger.record(aRow());
    first.ledger.close();
    const other = new DatabaseSync(file);
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    const { ledger, problem } = await openLedger(file, SILENT);
    expect(problem).toMatch(/locked/);
    ledger.close();
    other.close();
    expect(asides(folder)).toEqual([]);
    expect(query(file, 'SELECT count(*) AS rows FROM attempts')).toEqual([{ rows: 1 }]);
  });
});
