import { spawn } from 'node:child_process';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Notices } from '../../../src/core/ports/notices.ts';
import { MemoryNotices } from '../../../src/storage/notices/memoryNotices.ts';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { LogLines, query, TestFolder } from '../ledgerFile.ts';

const TELLER = fileURLToPath(new URL('./tellNotices.ts', import.meta.url));
const DAY = 86_400_000;

async function onDisk(folder: TestFolder): Promise<Notices & { close(): void }> {
  const { notices, ledger } = await openLedger(folder.file('l.db'), new LogLines());
  return { tellOnce: (...args) => notices.tellOnce(...args), close: () => ledger.close() };
}

const KINDS: [string, (folder: TestFolder) => Promise<Notices>][] = [
  ['in memory', async () => new MemoryNotices()],
  ['in the file', onDisk],
];

describe.each(KINDS)('notices %s', (_, open) => {
  test('are told once, and again when their time has passed', async () => {
    using folder = new TestFolder();
    const notices = await open(folder);
    expect([0, 1, DAY - 1, DAY, DAY + 1].map((at) => notices.tellOnce('a', DAY, at))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  test('of different keys say nothing of each other', async () => {
    using folder = new TestFolder();
    const notices = await open(folder);
    expect(['a', 'b', 'a'].map((key) => notices.tellOnce(key, DAY, 5))).toEqual([true, true, false]);
  });

  test('that are told once for ever are', async () => {
    using folder = new TestFolder();
    const notices = await open(folder);
    const forever = Number.POSITIVE_INFINITY;
    expect([0, 1000 * DAY].map((at) => notices.tellOnce('a', forever, at))).toEqual([true, false]);
  });

  test('are told again when the clock was wrong by more than their time', async () => {
    using folder = new TestFolder();
    const notices = await open(folder);
    expect([900 * DAY, DAY, DAY + 1].map((at) => notices.tellOnce('a', DAY, at))).toEqual([true, true, false]);
  });
});

describe('notices in the file', () => {
  test('are told by one of two windows, the time since counting from there', async () => {
    using folder = new TestFolder();
    const [mine, other] = [await onDisk(folder), await onDisk(folder)];
    expect(mine.tellOnce('a', DAY, 0)).toBe(true);
    expect(other.tellOnce('a', DAY, DAY - 1)).toBe(false);
    expect(other.tellOnce('a', DAY, DAY)).toBe(true);
    expect(mine.tellOnce('a', DAY, DAY + 1)).toBe(false);
  });

  test('are each told by exactly one of several processes that race', async () => {
    using folder = new TestFolder();
    const run = () => {
      const child = spawn(process.execPath, [
        '--disable-warning=ExperimentalWarning',
        TELLER,
        folder.file('l.db'),
        '60',
      ]);
      return text(child.stdout);
    };
    const told = (await Promise.all([run(), run(), run()])).flatMap((out) => out.split('\n').filter(Boolean));
    expect(told.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  });

  test('are told once by this window while another holds the file', async () => {
    using folder = new TestFolder();
    const notices = await onDisk(folder);
    const holder = new DatabaseSync(folder.file('l.db'));
    holder.exec('BEGIN IMMEDIATE');
    expect([notices.tellOnce('a', DAY, 0), notices.tellOnce('a', DAY, 1)]).toEqual([true, false]);
    holder.exec('ROLLBACK');
    holder.close();
  });

  test('do not pile up', async () => {
    using folder = new TestFolder();
    const notices = await onDisk(folder);
    for (let day = 0; day < 500; day++) notices.tellOnce(`day ${day}`, DAY, day * DAY);
    expect(query(folder.file('l.db'), 'SELECT count(*) AS n FROM notices')).toEqual([{ n: 401 }]);
  });
});
