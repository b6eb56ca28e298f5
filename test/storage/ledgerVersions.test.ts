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
    first.exec('DROP TRIGGER guess_attempt; DROP VIEW budget_guessed');
    first.exec('ALTER TABLE attempts DROP COLUMN response_id; ALTER TABLE feedback DROP COLUMN reason');
    first.exec('PRAGMA user_version = 1');
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

describe('what the third version of the ledger keeps', () => {
  test('tells why a reader did not like an answer', async () => {
    using folder = new TestFolder();
    const memory = new MemoryLedger();
    const ledger = await openSqliteLedger(folder.file('l.db'), SILENT);
    for (const each of [memory, ledger]) {
      each.feedback('r', 'down', 5, 'not what I asked');
      each.feedback('r', 'unvoted', 6);
      expect(each.feedbackSince(5)).toMatchObject([
        { requestId: 'r', feedback: 'down', reason: 'not what I asked' },
        { requestId: 'r', feedback: 'unvoted', reason: null },
      ]);
    }
    ledger.close();
  });

  test('upgrades a file of the second version, with what is in it', async () => {
    using folder = new TestFolder();
    const file = folder.file('l.db');
    const current = await openSqliteLedger(file, SILENT);
    current.feedback('old', 'kept', 1);
    current.close();
    const second = new DatabaseSync(file);
    second.exec('ALTER TABLE feedback DROP COLUMN reason; PRAGMA user_version = 2');
    second.close();
    const upgraded = await openSqliteLedger(file, SILENT);
    upgraded.feedback('new', 'down', 2, 'wrong');
    upgraded.close();
    expect(query(file, 'SELECT request_id, feedback, reason FROM feedback ORDER BY id')).toEqual([
      { request_id: 'old', feedback: 'kept', reason: null },
      { request_id: 'new', feedback: 'down', reason: 'wrong' },
    ]);
  });
});
