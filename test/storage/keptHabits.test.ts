import { expect, test } from 'vitest';
import { SILENT } from '../../src/core/ports/logger.ts';
import { keptHabits } from '../../src/storage/keptHabits.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { openSqliteLedger } from '../../src/storage/sqliteLedger.ts';
import { aRow } from './aRow.ts';
import { TestFolder } from './ledgerFile.ts';

test('they follow the ledger, but not what is asked beside questions', () => {
  const ledger = new MemoryLedger();
  const habits = keptHabits(ledger, 0);
  let attempt = 0;
  const usage = { inputTokens: 1, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 40, reasoningTokens: 0 };
  for (const source of ['panel', 'title', 'guard', 'cli', 'panel'] as const) {
    ledger.record(aRow({ source, usage, requestId: `${source}`, attempt: ++attempt }));
  }
  expect(habits.outputTokens('a/m', 'chat')).toBe(40);
  for (let time = 0; time < 9; time++) {
    ledger.record(aRow({ source: 'title', usage: { ...usage, outputTokens: 900 }, requestId: `t ${time}` }));
    ledger.record(aRow({ outcome: 'server', usage: { ...usage, outputTokens: 900 }, requestId: `s ${time}` }));
  }
  expect(habits.outputTokens('a/m', 'chat')).toBe(40);
});

test('tells how long answers to questions were, oldest first', async () => {
  using folder = new TestFolder();
  const ledger = await openSqliteLedger(folder.file('l.db'), SILENT);
  ledger.record(aRow({ source: 'panel', startedAt: 9, firstTokenMs: 40, totalMs: 90 }));
  ledger.record(aRow({ source: 'panel', startedAt: 7, firstTokenMs: null, totalMs: 10 }));
  ledger.record(aRow({ source: 'panel', startedAt: 8, outcome: 'server' }));
  ledger.record(aRow({ startedAt: 8, source: 'title' }));
  ledger.record(aRow({ source: 'panel', startedAt: 1 }));
  const known = { model: 'a/m', task: 'chat', outputTokens: 5 };
  expect(ledger.habitsSince(5)).toEqual([
    { ...known, firstTokenMs: null, totalMs: 10 },
    { ...known, firstTokenMs: 40, totalMs: 90 },
  ]);
  ledger.close();
});
