import { describe, expect, test } from 'vitest';
import type { AttemptRow } from '../../src/core/ports/ledger.ts';
import { SILENT } from '../../src/core/ports/logger.ts';
import type { LedgerStore } from '../../src/storage/ledgerStore.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { openSqliteLedger } from '../../src/storage/sqliteLedger.ts';
import { statistics } from '../../src/storage/statistics.ts';
import { aRow } from './aRow.ts';
import { TestFolder } from './ledgerFile.ts';

const attempts = (...rows: Partial<AttemptRow>[]) => rows.map((row) => aRow(row));

/** Three requests: one answered at once, one after a failure, one stopped. */
const HISTORY = attempts(
  { requestId: 'r1', model: 'a/m', task: 'code', costNano: 1_000_000, firstTokenMs: 100, totalMs: 1000 },
  { requestId: 'r2', model: 'a/m', task: 'fix', outcome: 'server', costNano: 0, firstTokenMs: null, totalMs: 50 },
  { requestId: 'r2', attempt: 2, model: 'b/m', task: 'fix', costNano: null, firstTokenMs: 300, totalMs: 900 },
  {
    requestId: 'r3',
    model: 'a/m',
    task: 'code',
    outcome: 'cancelled',
    costNano: 500_000,
    firstTokenMs: 200,
    totalMs: 400,
  },
);

const one = (value: number | null) => ({ p50: value, p95: value, p99: value });

describe.each(['memory', 'sqlite'])('statistics of the ledger in %s', (kind) => {
  test('are the figures one gets by hand', async () => {
    using folder = new TestFolder();
    const ledger: LedgerStore =
      kind === 'memory' ? new MemoryLedger() : await openSqliteLedger(folder.file('l.db'), SILENT);
    for (const row of HISTORY) ledger.record(row);
    ledger.feedback('r1', 'kept', 2000);
    ledger.feedback('r1', 'copied', 2000);
    ledger.feedback('r3', 'applied', 2000);
    ledger.feedback('r3', 'undone', 2001);
    ledger.feedback('r2', 'redone', 2000);
    ledger.feedback('r2', 'passedOver', 2000);
    ledger.feedback('r2', 'kept', 2000);
    ledger.feedback('gone', 'kept', 2000);
    ledger.feedback('r1', 'down', 2000, 'too long');
    ledger.feedback('r1', 'up', 2001);
    ledger.feedback('r2', 'down', 2000);
    ledger.feedback('r3', 'down', 2000);
    ledger.feedback('r3', 'unvoted', 2001);
    const { requests, spendUsd, models, tasks } = statistics(ledger);
    expect({ requests, spendUsd }).toEqual({ requests: 3, spendUsd: 0.0015 });
    expect(models).toEqual({
      'a/m': {
        requests: 3,
        spendUsd: 0.0015,
        unpriced: 0,
        firstTokenMs: { p50: 100, p95: 200, p99: 200 },
        totalMs: one(1000),
        // One of two attempts that were not stopped.
        errorRate: 0.5,
        fallbackRate: 0.5,
        routeShare: 2 / 3,
        kept: 1,
        redone: 0,
        up: 1,
        down: 0,
      },
      'b/m': {
        requests: 1,
        spendUsd: 0,
        unpriced: 1,
        firstTokenMs: one(300),
        totalMs: one(900),
        errorRate: 0,
        fallbackRate: 0,
        routeShare: 1 / 3,
        kept: 1,
        redone: 1,
        up: 0,
        down: 1,
      },
    });
    expect(Object.keys(tasks)).toEqual(['code', 'fix']);
    expect(tasks.code).toMatchObject({ requests: 2, spendUsd: 0.0015, errorRate: 0, routeShare: 2 / 3, kept: 1 });
    expect(tasks.fix).toMatchObject({
      requests: 1,
      unpriced: 1,
      errorRate: 0.5,
      fallbackRate: 0.5,
      kept: 1,
      redone: 1,
    });
    ledger.close();
  });
});

/** The figures of the one model in a memory ledger. */
function figures(...rows: Partial<AttemptRow>[]) {
  const ledger = new MemoryLedger();
  for (const row of attempts(...rows)) ledger.record(row);
  const [only] = Object.values(statistics(ledger).models);
  return only;
}

describe('percentiles', () => {
  test('are those of the nearest rank', () => {
    const rows = Array.from({ length: 200 }, (_, index) => ({
      requestId: `r${index}`,
      totalMs: 200 - index,
      firstTokenMs: index + 1,
    }));
    expect(figures(...rows)).toMatchObject({
      totalMs: { p50: 100, p95: 190, p99: 198 },
      firstTokenMs: { p50: 100, p95: 190, p99: 198 },
    });
  });

  test('of two are the smaller and the larger', () => {
    expect(figures({ requestId: 'r1', totalMs: 10 }, { requestId: 'r2', totalMs: 30 })?.totalMs).toEqual({
      p50: 10,
      p95: 30,
      p99: 30,
    });
  });

  test('of nothing are nothing', () => {
    expect(figures({ outcome: 'network', firstTokenMs: null })).toMatchObject({
      totalMs: one(null),
      firstTokenMs: one(null),
    });
    expect(statistics(new MemoryLedger())).toEqual({ requests: 0, spendUsd: 0, models: {}, tasks: {} });
  });
});

test('asking the same model once more is no fallback', () => {
  expect(figures({ outcome: 'server' }, { attempt: 2 })).toMatchObject({
    requests: 1,
    errorRate: 0.5,
    fallbackRate: 0,
    routeShare: 1,
  });
});

test('a request that only failed is an error, and no fallback of its last model', () => {
  expect(figures({ outcome: 'server' })).toMatchObject({ errorRate: 1, fallbackRate: 0, routeShare: 1 });
});

test('only what came since a moment counts', () => {
  const ledger = new MemoryLedger();
  for (const startedAt of [10, 20, 30]) ledger.record(aRow({ requestId: `r${startedAt}`, startedAt }));
  expect(statistics(ledger, 20).requests).toBe(2);
});
