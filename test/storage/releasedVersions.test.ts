import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { SILENT } from '../../src/core/ports/logger.ts';
import { readConversation } from '../../src/shell/chat/readConversation.ts';
import { pathOf } from '../../src/shell/chat/tree.ts';
import { HISTORY_VERSION } from '../../src/storage/history/historySchema.ts';
import { openHistory } from '../../src/storage/history/openHistory.ts';
import { LEDGER_VERSION } from '../../src/storage/ledgerSchema.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import { statistics } from '../../src/storage/statistics.ts';
import { aRow } from './aRow.ts';
import { anEntry, EVERYTHING } from './history/anEntry.ts';
import { LogLines, query, TestFolder } from './ledgerFile.ts';

// Each was written by the code of its version.
const released = (name: string) => readFileSync(join(import.meta.dirname, 'released', name), 'utf8');

function writeDatabase(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = WAL; ${sql}`);
  db.close();
}

/** A ledger as the next version might write it: a column and a table more, and one column that is no longer there. */
function writeNewerLedger(file: string): void {
  writeDatabase(
    file,
    `${released('ledger-3.sql')} ALTER TABLE attempts ADD COLUMN future TEXT; ALTER TABLE feedback DROP COLUMN reason;
     CREATE TABLE later (x); PRAGMA user_version = 99`,
  );
}

describe('a ledger', () => {
  test.each([1, 2, 3, 4])('of version %i is brought up to date by windows that find it at once', async (version) => {
    using folder = new TestFolder();
    const file = folder.file('ledger.db');
    writeDatabase(file, released(`ledger-${version}.sql`));
    const log = new LogLines();
    const windows = await Promise.all([openLedger(file, log), openLedger(file, log), openLedger(file, log)]);
    expect(windows.map(({ problem }) => problem)).toEqual([undefined, undefined, undefined]);
    windows[0]?.ledger.record(aRow({ requestId: 'new', startedAt: 1_750_000_200_000, responseId: 'gen-8' }));
    const [, second] = windows;
    expect(second?.ledger.spentSince(0)).toEqual({ nano: 391_400, unknown: 1 });
    expect(second?.ledger.billedSince('openai', 0)).toMatchObject([{ responseId: version === 1 ? null : 'gen-7' }]);
    expect(second?.ledger.feedbackSince(0)).toMatchObject([{ reason: version < 3 ? null : 'not what I asked' }]);
    expect(second && statistics(second.ledger).models['openai/gpt-4o-mini']?.requests).toBe(1);
    for (const { ledger } of windows) ledger.close();
    expect(query(file, 'PRAGMA user_version')).toEqual([{ user_version: LEDGER_VERSION }]);
    expect(query(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(log.lines).toEqual([]);
  });

  test('of a newer version is read and never changed; what is new counts too, and is told once', async () => {
    using folder = new TestFolder();
    const file = folder.file('ledger.db');
    writeNewerLedger(file);
    const before = readFileSync(file);
    const log = new LogLines();
    const { ledger, problem } = await openLedger(file, log);
    expect(problem).toMatch(/newer Switchyard \(version 99/);
    expect(log.lines).toEqual([expect.stringMatching(/^warn .*newer Switchyard.*Update Switchyard/)]);
    expect(ledger.spentSince(0)).toEqual({ nano: 390_000, unknown: 1 });
    ledger.record(aRow({ requestId: 'new', startedAt: 1_750_000_200_000, costNano: 7 }));
    ledger.feedback('new', 'up', 1_750_000_300_000, 'good');
    expect(ledger.spentSince(0)).toEqual({ nano: 390_007, unknown: 1 });
    expect(ledger.spentSince(1_750_000_150_000)).toEqual({ nano: 7, unknown: 0 });
    expect(ledger.attemptsSince(0).map(({ requestId }) => requestId)).toEqual(['req-1', 'req-1', 'req-2', 'new']);
    expect(ledger.feedbackSince(0)).toMatchObject([{ reason: null }, { feedback: 'up', reason: 'good' }]);
    expect(ledger.lastAnswered()).toMatchObject({ model: 'openai/gpt-4o-mini' });
    ledger.close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('of a newer version shows what its own Switchyard writes meanwhile', async () => {
    using folder = new TestFolder();
    const file = folder.file("it's a ledger?.db");
    writeNewerLedger(file);
    const { ledger } = await openLedger(file, SILENT);
    const theirs = new DatabaseSync(file);
    theirs.exec("UPDATE attempts SET cost_nano = 1000, future = 'x' WHERE cost_nano IS NULL");
    expect(ledger.spentSince(0)).toEqual({ nano: 391_000, unknown: 0 });
    theirs.close();
    ledger.close();
  });
});

describe('the index of chats', () => {
  test('of the first version is made anew: the files have everything', async () => {
    using folder = new TestFolder();
    const file = folder.file('history.db');
    writeDatabase(file, released('history-1.sql'));
    const index = await openHistory(file, SILENT);
    expect(index.known().size).toBe(0);
    index.put(anEntry({ id: 'a', newer: true }), { mtimeMs: 1, size: 1 });
    expect(index.search(EVERYTHING).rows).toMatchObject([{ id: 'a', newer: true }]);
    index.close();
    expect(query(file, 'PRAGMA user_version')).toEqual([{ user_version: HISTORY_VERSION }]);
  });

  test('of a newer version is left to it: this one keeps its own in memory', async () => {
    using folder = new TestFolder();
    const file = folder.file('history.db');
    writeDatabase(file, `${released('history-1.sql')} PRAGMA user_version = ${HISTORY_VERSION + 1}`);
    const before = readFileSync(file);
    const log = new LogLines();
    const index = await openHistory(file, log);
    expect(index.known().size).toBe(0);
    index.put(anEntry({ id: 'a' }), { mtimeMs: 1, size: 1 });
    expect(index.search(EVERYTHING).total).toBe(1);
    index.close();
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(log.lines).toEqual([expect.stringMatching(/in memory.*newer Switchyard/)]);
  });
});

describe('a chat', () => {
  test.each([1, 2])('of version %i is read with everything in it', (version) => {
    const chat = readConversation(JSON.parse(released(`chat-${version}.json`)));
    if (chat === undefined) throw new Error('not read');
    expect(chat).toMatchObject({ version: 2, id: 'released', head: 'a2', model: 'openai/gpt-4o-mini' });
    expect(pathOf(chat).map(({ id }) => id)).toEqual(['q1', 'a1', 'q2', 'a2']);
    expect(chat.turns[0]).toMatchObject({ text: 'How do I parse dates? 日付', context: { selection: 'new Date(x)' } });
    expect(chat.turns[1]).toMatchObject({
      answer: { text: 'Use `Temporal`. ✓', attempts: [{}, { without: ['temperature'] }], done: { costUsd: 0.000039 } },
    });
    if (version === 2) expect(chat).toMatchObject({ title: 'Dates', draft: 'half a thought' });
  });
});
