import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { SILENT } from '../../src/core/ports/logger.ts';
import { MemoryLedger } from '../../src/storage/memoryLedger.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import { openSqliteLedger } from '../../src/storage/sqliteLedger.ts';
import { aRow } from './aRow.ts';
import { LogLines, query, TestFolder } from './ledgerFile.ts';

const WRITER = fileURLToPath(new URL('./writeRows.ts', import.meta.url));

function startWriter(file: string, name: string, count: number) {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', WRITER, file, name, String(count)]);
}

describe('the ledger on SQLite', () => {
  test('keeps every field, money as exact integers', async () => {
    using folder = new TestFolder();
    const file = folder.file('deep/er/ledger.db');
    const ledger = await openSqliteLedger(file, SILENT);
    ledger.record(
      aRow({ costNano: Number.MAX_SAFE_INTEGER, conversationId: 'c', estimated: true, responseId: 'gen-1' }),
    );
    ledger.record(
      aRow({
        requestId: 'r2',
        attempt: 2,
        costNano: null,
        costSource: 'unknown',
        finishReason: null,
        outcome: 'network',
      }),
    );
    ledger.record(aRow({ requestId: 'r3', usage: null, costNano: 0, firstTokenMs: null, startedAt: 2000.6 }));
    ledger.close();
    expect(query(file, 'SELECT * FROM attempts ORDER BY id')).toEqual([
      {
        id: 1,
        request_id: 'r1',
        attempt: 1,
        started_at: 1000,
        source: 'test',
        conversation_id: 'c',
        task: 'chat',
        difficulty: 'simple',
        model: 'a/m',
        provider: 'a',
        outcome: 'ok',
        finish_reason: 'stop',
        input_tokens: 10,
        cached_input_tokens: 4,
        cache_write_tokens: 1,
        output_tokens: 5,
        reasoning_tokens: 2,
        estimated: 1,
        cost_nano: 9007199254740991,
        cost_source: 'priced',
        first_token_ms: 12.5,
        total_ms: 80.25,
        response_id: 'gen-1',
      },
      expect.objectContaining({ id: 2, attempt: 2, cost_nano: null, finish_reason: null, outcome: 'network' }),
      expect.objectContaining({ id: 3, started_at: 2001, input_tokens: 0, cost_nano: 0, first_token_ms: null }),
    ]);
    expect(query(file, 'SELECT DISTINCT typeof(cost_nano) AS type FROM attempts ORDER BY 1')).toEqual([
      { type: 'integer' },
      { type: 'null' },
    ]);
  });

  test('tells of a guess once, and not of one whose row is there', async () => {
    using folder = new TestFolder();
    const ledger = await openSqliteLedger(folder.file('l.db'), SILENT);
    const told: (number | null)[] = [];
    ledger.onChange((row) => told.push(row.costNano));
    ledger.record(aRow({ costNano: 300, guessed: true }));
    ledger.record(aRow({ costNano: 400, guessed: true }));
    ledger.record(aRow({ requestId: 'other', costNano: 500 }));
    ledger.record(aRow({ requestId: 'other', costNano: 600, guessed: true }));
    ledger.close();
    expect(told).toEqual([300, 500]);
  });

  test('sums exactly, and says how many prices were unknown', async () => {
    using folder = new TestFolder();
    const ledger = await openSqliteLedger(folder.file('l.db'), SILENT);
    for (const [at, costNano] of [
      [1, 1],
      [10, 9_007_199_254_740_000],
      [20, 900],
      [20, 1],
      [30, null],
    ] as const)
      ledger.record(aRow({ startedAt: at, costNano }));
    expect(ledger.spentSince(10)).toEqual({ nano: 9_007_199_254_740_901, unknown: 1 });
    expect(ledger.spentSince(31)).toEqual({ nano: 0, unknown: 0 });
    ledger.close();
  });

  test('reads back what statistics need, in the order it was written, and what another window wrote', async () => {
    using folder = new TestFolder();
    const [mine, other] = [
      await openSqliteLedger(folder.file('l.db'), SILENT),
      await openSqliteLedger(folder.file('l.db'), SILENT),
    ];
    mine.record(aRow({ startedAt: 5 }));
    other.record(aRow({ startedAt: 9, attempt: 2 }));
    mine.feedback('r1', 'kept', 7);
    const kept = {
      ...{ requestId: 'r1', source: 'test', task: 'chat', model: 'a/m', outcome: 'ok' },
      costNano: 1400,
      firstTokenMs: 12.5,
      totalMs: 80.25,
    };
    expect(mine.attemptsSince(0).map((row) => ({ ...row }))).toEqual([
      { ...kept, attempt: 1 },
      { ...kept, attempt: 2 },
    ]);
    expect(other.attemptsSince(6)).toHaveLength(1);
    expect(other.feedbackSince(7).map((entry) => ({ ...entry }))).toEqual([
      { requestId: 'r1', feedback: 'kept', reason: null },
    ]);
    expect(other.feedbackSince(8)).toEqual([]);
    mine.close();
    other.close();
  });

  test('tells how long models waited with their first word, or were waited for in vain, oldest first', async () => {
    using folder = new TestFolder();
    const ledger = await openSqliteLedger(folder.file('l.db'), SILENT);
    ledger.record(aRow({ startedAt: 9, firstTokenMs: 40 }));
    ledger.record(aRow({ startedAt: 7, outcome: 'timeout', usage: null, firstTokenMs: null, totalMs: 3000 }));
    ledger.record(aRow({ startedAt: 8, outcome: 'server', firstTokenMs: 5 }));
    ledger.record(aRow({ startedAt: 8, outcome: 'timeout', firstTokenMs: 5 }));
    ledger.record(aRow({ startedAt: 8, firstTokenMs: null }));
    ledger.record(aRow({ startedAt: 1 }));
    ledger.record(aRow({ startedAt: 8, source: 'fireDrill', firstTokenMs: 40 }));
    const known = { model: 'a/m', provider: 'a' };
    expect(ledger.firstWordsSince(5)).toEqual([
      { ...known, startedAt: 7, waitedMs: 3000, inputTokens: 0, gaveUp: true },
      { ...known, startedAt: 9, waitedMs: 40, inputTokens: 10, gaveUp: false },
    ]);
    ledger.close();
  });

  test('tells of what this process has written, until told to stop', async () => {
    using folder = new TestFolder();
    const ledger = await openSqliteLedger(folder.file('l.db'), SILENT);
    const seen: string[] = [];
    const end = ledger.onChange((row) => seen.push(row.requestId));
    ledger.record(aRow({ requestId: 'one' }));
    end();
    ledger.record(aRow({ requestId: 'two' }));
    expect(seen).toEqual(['one']);
    ledger.close();
  });

  test('is readable by its owner only', async () => {
    using folder = new TestFolder();
    const ledger = await openSqliteLedger(folder.file('new/ledger.db'), SILENT);
    ledger.record(aRow());
    for (const name of ['ledger.db', 'ledger.db-wal', 'ledger.db-shm']) {
      expect([name, (statSync(folder.file(`new/${name}`)).mode & 0o777).toString(8)]).toEqual([name, '600']);
    }
    expect((statSync(folder.file('new')).mode & 0o777).toString(8)).toBe('700');
    ledger.close();
  });
});

describe('several processes', () => {
  test('write one new file at once and lose nothing', async () => {
    using folder = new TestFolder();
    const file = folder.file('ledger.db');
    const writers = ['a', 'b', 'c', 'd'].map((name) => startWriter(file, name, 100));
    const complaints = await Promise.all(writers.map((writer) => text(writer.stderr)));
    expect(complaints).toEqual(['', '', '', '']);
    expect(query(file, 'SELECT count(DISTINCT request_id) AS rows, sum(cost_nano) AS nano FROM attempts')).toEqual([
      { rows: 400, nano: 4 * 5050 },
    ]);
    expect(query(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  }, 30_000);

  test('and one is killed in the middle: everything it had written stays', async () => {
    using folder = new TestFolder();
    const file = folder.file('ledger.db');
    const writer = startWriter(file, 'k', 100_000);
    let acknowledged = 0;
    for await (const chunk of writer.stdout.setEncoding('utf8')) {
      acknowledged = Number(String(chunk).trim().split('\n').at(-1));
      if (acknowledged > 200) writer.kill('SIGKILL');
    }
    expect(writer.signalCode ?? (await once(writer, 'exit'))[1]).toBe('SIGKILL');
    expect(acknowledged).toBeLessThan(100_000);
    const [{ rows } = { rows: 0 }] = query(file, 'SELECT count(*) AS rows FROM attempts') as { rows: number }[];
    expect(rows).toBeGreaterThanOrEqual(acknowledged);
    expect(query(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    const { ledger, problem } = await openLedger(file, SILENT);
    expect([problem, ledger.attemptsSince(0).length]).toEqual([undefined, rows]);
    ledger.close();
  }, 30_000);
});

/** Holds the file for writing, as another process in the middle of a transaction does. */
function lock(file: string): { release(): void } {
  const other = new DatabaseSync(file);
  other.exec('BEGIN IMMEDIATE');
  return {
    release: () => {
      other.exec('COMMIT');
      other.close();
    },
  };
}

describe('a busy file', () => {
  test('does not hold up the editor, and the rows arrive later, in order', async () => {
    using folder = new TestFolder();
    const ledger = await openSqliteLedger(folder.file('l.db'), SILENT);
    const seen: number[] = [];
    ledger.onChange((row) => seen.push(row.attempt));
    const held = lock(folder.file('l.db'));
    const start = performance.now();
    for (let attempt = 1; attempt <= 20; attempt++) ledger.record(aRow({ attempt }));
    expect(performance.now() - start).toBeLessThan(50);
    expect(seen).toEqual([]);
    await setTimeout(300);
    held.release();
    await expect.poll(() => seen.length, { timeout: 2000 }).toBe(20);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(ledger.attemptsSince(0)).toHaveLength(20);
    ledger.close();
  });

  test('is written at the latest when the ledger is closed', async () => {
    using folder = new TestFolder();
    const file = folder.file('l.db');
    const ledger = await openSqliteLedger(file, SILENT);
    const held = lock(file);
    ledger.record(aRow());
    ledger.feedback('r1', 'redone', 3);
    held.release();
    ledger.close();
    expect(query(file, 'SELECT request_id FROM attempts')).toEqual([{ request_id: 'r1' }]);
    expect(query(file, 'SELECT feedback FROM feedback')).toEqual([{ feedback: 'redone' }]);
  });

  test('that stays busy at the end is named, and the ledger closes all the same', async () => {
    using folder = new TestFolder();
    const log = new LogLines();
    const ledger = await openSqliteLedger(folder.file('l.db'), log);
    const held = lock(folder.file('l.db'));
    ledger.record(aRow());
    ledger.record(aRow());
    const start = performance.now();
    ledger.close();
    expect(performance.now() - start).toBeLessThan(3000);
    expect(log.lines).toEqual(['error the ledger was busy: 2 writes are lost']);
    held.release();
  });

  test('is not the end of reading', async () => {
    using folder = new TestFolder();
    const ledger = await openSqliteLedger(folder.file('l.db'), SILENT);
    ledger.record(aRow());
    const held = lock(folder.file('l.db'));
    expect(ledger.spentSince(0)).toEqual({ nano: 1400, unknown: 0 });
    held.release();
    ledger.close();
  });

  test('can be opened', async () => {
    using folder = new TestFolder();
    (await openSqliteLedger(folder.file('l.db'), SILENT)).close();
    const held = lock(folder.file('l.db'));
    const { ledger, problem } = await openLedger(folder.file('l.db'), SILENT);
    expect(problem).toBeUndefined();
    held.release();
    ledger.close();
  });
});

describe('a file that cannot be used', () => {
  test('because its folder cannot be made has a reason', async () => {
    using folder = new TestFolder();
    writeFileSync(folder.file('file'), '');
    const { ledger, problem } = await openLedger(folder.file('file/ledger.db'), new LogLines());
    expect(ledger).toBeInstanceOf(MemoryLedger);
    expect(problem).toMatch(/ENOTDIR|EEXIST/);
  });
});
