import { expect, test } from 'vitest';
import { keptHabits } from '../../src/storage/keptHabits.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { aRow } from './aRow.ts';

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
