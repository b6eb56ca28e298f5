import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Limit } from '../../src/core/accounting/budget.ts';
import { SILENT } from '../../src/core/ports/logger.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import { aRow } from './aRow.ts';
import { TestFolder } from './ledgerFile.ts';

const DAY: Limit = { name: 'day', nano: 1000, scope: { since: 0, server: false } };
const SERVER: Limit = { name: 'serverDay', nano: 1000, scope: { since: 0, server: true } };

test('Beside a newer Switchyard what that spends and sets aside counts here at once, with what is spent here', async () => {
  using folder = new TestFolder();
  const file = folder.file('ledger.db');
  const newer = await openLedger(file, SILENT);
  const db = new DatabaseSync(file);
  db.exec('PRAGMA user_version = 99');
  db.close();
  const older = await openLedger(file, SILENT);
  expect(older.problem).toMatch(/newer/);
  const gone = () =>
    older.reservations.standings([DAY, SERVER]).map(({ spentNano, reservedNano }) => [spentNano, reservedNano]);
  const reserve = ({ reservations }: typeof newer, requestId: string) => {
    const { outcome: _, ...row } = aRow({ requestId });
    const worst = { job: null, inputTokens: 1, inputNano: 1, outputRate: 1, hidden: false };
    return reservations.reserve(
      { ...row, ...worst },
      [DAY],
      (left) => (left < 100 ? undefined : { nano: 100, outputTokens: 1 }),
      new AbortController().signal,
    );
  };
  newer.ledger.record(aRow({ requestId: 'there', costNano: 500 }));
  newer.ledger.record(aRow({ requestId: 'served', source: 'server', costNano: 20 }));
  await reserve(newer, 'there too');
  expect(gone()).toEqual([
    [520, 100],
    [20, 0],
  ]);
  await reserve(older, 'here');
  expect(gone()[0]).toEqual([520, 200]);
  older.ledger.record(aRow({ requestId: 'here', costNano: 70 }));
  expect(gone()[0]).toEqual([590, 100]);
  newer.ledger.record(aRow({ requestId: 'there too', costNano: 250 }));
  expect(gone()[0]).toEqual([840, 0]);
  await reserve(newer, 'and more');
  // 60 are left.
  expect(await reserve(older, 'no more')).toMatchObject({ name: 'day', spentNano: 840, reservedNano: 100 });
  older.ledger.close();
  newer.ledger.close();
});
