import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { SILENT } from '../../src/core/ports/logger.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { openSqliteLedger } from '../../src/storage/sqliteLedger.ts';
import { aRow } from './aRow.ts';
import { query, TestFolder } from './ledgerFile.ts';

describe('what the second version of the ledger keeps', () => {
  test('tells what a provider was paid for, newest first, by the ids of its answers', async () => {
    using folder = new TestFolder();
    const memory = new MemoryLedger();
    const ledger = await openSqliteLedger(folder.file('l.db'), SILENT);
    for (const each of [memory, ledger]) {
      each.record(aRow({ responseId: 'gen-1', startedAt: 5 }));
      each.record(aRow({ responseId: null, costNano: null, startedAt: 6 }));
      each.record(aRow({ responseId: 'gen-0', startedAt: 4 }));
      each.record(aRow({ responseId: 'gen-2', provider: 'b', startedAt: 7 }));
      expect(each.billedSince('a', 5)).toMatchObject([
        { model: 'a/m', costNano: null, responseId: null },
        { model: 'a/m', costNano: 1400, responseId: 'gen-1' },
      ]);
    }
    ledger.close();
  });

  test('upgrades a file of the first version, with what is in it, when two windows find it at once', async () => {
    using folder = new TestFolder();
    const file = folder.file('l.db');
    const current = await openSqliteLedger(file, SILENT);
    current.record(aRow({ requestId: 'old' }));
    current.close();
    const first = new DatabaseSync(file);
    first.exec('ALTER TABLE attempts DROP COLUMN response_id; PRAGMA user_version = 1');
    first.close();
    const windows = await Promise.all([openSqliteLedger(file, SILENT), openSqliteLedger(file, SILENT)]);
    for (const ledger of windows) ledger.record(aRow({ requestId: 'new', responseId: 'gen-1' }));
    for (const ledger of windows) ledger.close();
    expect(query(file, 'SELECT request_id, response_id FROM attempts ORDER BY id')).toEqual([
      { request_id: 'old', response_id: null },
      { request_id: 'new', response_id: 'gen-1' },
      { request_id: 'new', response_id: 'gen-1' },
    ]);
  });
});
