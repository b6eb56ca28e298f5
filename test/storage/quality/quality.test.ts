import { spawn } from 'node:child_process';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { SILENT } from '../../../src/core/ports/logger.ts';
import { HALF_LIFE_MS } from '../../../src/core/quality/tally.ts';
import { openLedgerDatabase } from '../../../src/storage/ledgerDatabase.ts';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { MemoryQuality } from '../../../src/storage/quality/memoryQuality.ts';
import type { QualityFile } from '../../../src/storage/quality/qualityFile.ts';
import { SqliteQuality } from '../../../src/storage/quality/sqliteQuality.ts';
import { LogLines, query, TestFolder } from '../ledgerFile.ts';

const NOTER = fileURLToPath(new URL('./noteSigns.ts', import.meta.url));

const answer = (requestId: string, model = 'a/m') => ({ requestId, model, task: 'fix' as const });

/** A window on a file, at a time of the test's own. */
async function open(folder: TestFolder, folders = 'file:///w', time = { now: 1000 }, log = new LogLines()) {
  const db = await openLedgerDatabase(folder.file('l.db'));
  const quality = new SqliteQuality(
    db,
    log,
    () => false,
    () => time.now,
  );
  quality.follow(() => folders);
  return { db, quality, time, log };
}

const tallies = (folder: TestFolder) =>
  query(
    folder.file('l.db'),
    "SELECT CASE length(workspace) WHEN 16 THEN 'here' ELSE workspace END AS of, good, bad FROM quality ORDER BY of",
  );

describe('what is learnt', () => {
  test('is the same on disk and in memory', async () => {
    using folder = new TestFolder();
    const time = { now: 1000 };
    const { db, quality } = await open(folder, 'file:///w', time);
    const both: QualityFile[] = [quality, new MemoryQuality(() => time.now)];
    const said = both.map((each) => {
      time.now = 1000;
      each.note(answer('1'), 'unvoted');
      each.note(answer('1'), 'applied');
      each.note(answer('1'), 'survived');
      each.note(answer('2'), 'copied');
      each.note(answer('2'), 'undone');
      each.note(answer('3', 'b/m'), 'up');
      const before = each.evidence('a/m', 'fix');
      time.now += HALF_LIFE_MS;
      return [
        before,
        each.evidence('a/m', 'fix'),
        each.evidence('a/m', 'code'),
        each.learnt('here'),
        each.learnt('everywhere'),
      ];
    });
    expect(said[0]).toEqual(said[1]);
    expect(said[0]).toMatchObject([
      { good: expect.closeTo(0.8), bad: 0.9 },
      { good: expect.closeTo(0.4), bad: 0.45 },
      { good: 0, bad: 0 },
      [
        { model: 'a/m', task: 'fix', answers: 2, signs: { applied: 1, survived: 1, copied: 1, undone: 1 } },
        { model: 'b/m', answers: 1, signs: { up: 1 }, good: 0.5 },
      ],
      [{ model: 'a/m' }, { model: 'b/m' }],
    ]);
    for (const each of both) {
      each.forget('here');
      expect(each.learnt('here')).toEqual([]);
      expect(each.learnt('everywhere')).toMatchObject([
        { good: 0, bad: 0 },
        { good: 0, bad: 0 },
      ]);
      each.forget('everywhere');
      expect(each.learnt('everywhere')).toEqual([]);
    }
    db.close();
  });

  test('in one workspace is weak evidence in another, and goes with it', async () => {
    using folder = new TestFolder();
    const [first, second] = [await open(folder, 'file:///one'), await open(folder, 'file:///two')];
    for (let index = 0; index < 40; index++) first.quality.note(answer(`${index}`), 'up');
    second.quality.note(answer('x'), 'down');
    expect(second.quality.evidence('a/m', 'fix')).toEqual({ good: 4, bad: 1 });
    expect(first.quality.evidence('a/m', 'fix').good).toBe(40);
    first.quality.forget('here');
    expect(first.quality.evidence('a/m', 'fix')).toEqual({ good: 0, bad: 0.25 });
    expect(second.quality.learnt('everywhere')).toMatchObject([{ good: 0, bad: 1 }]);
    for (const { db } of [first, second]) db.close();
    const kept = JSON.stringify(query(folder.file('l.db'), 'SELECT * FROM quality'));
    expect(kept).not.toContain('two');
  });

  test('by two windows at once is all counted, and one answer once', async () => {
    using folder = new TestFolder();
    const windows = [await open(folder), await open(folder)];
    for (let index = 0; index < 30; index++) {
      for (const [number, { quality }] of windows.entries()) {
        quality.note(answer(`${number} ${index}`), 'down');
        quality.note(answer('of both'), 'up');
      }
    }
    expect(tallies(folder)).toEqual([
      { of: '*', good: 1, bad: 60 },
      { of: 'here', good: 1, bad: 60 },
    ]);
    for (const { db } of windows) db.close();
  });

  test('by several processes at once is all counted, and one answer once', { timeout: 60_000 }, async () => {
    using folder = new TestFolder();
    const run = (name: string) => {
      const file = folder.file('l.db');
      const args = ['--disable-warning=ExperimentalWarning', NOTER, file, name, '300'];
      return text(spawn(process.execPath, args).stdout);
    };
    expect(await Promise.all(['one', 'two', 'three'].map(run))).toEqual(['', '', '']);
    expect(query(folder.file('l.db'), 'SELECT count(*) AS n FROM quality_answers WHERE vote < 0')).toEqual([
      { n: 900 },
    ]);
    expect(tallies(folder)).toEqual([
      { of: '', good: expect.closeTo(1), bad: expect.closeTo(900) },
      { of: '*', good: expect.closeTo(1), bad: expect.closeTo(900) },
    ]);
  });

  test('is seen by another window a moment later', async () => {
    using folder = new TestFolder();
    const [one, other] = [await open(folder), await open(folder)];
    expect(other.quality.evidence('a/m', 'fix')).toMatchObject({ good: 0, bad: 0 });
    one.quality.note(answer('1'), 'up');
    expect(one.quality.evidence('a/m', 'fix').good).toBe(1);
    await expect.poll(() => other.quality.evidence('a/m', 'fix').good, { timeout: 10_000 }).toBe(1);
    for (const { db } of [one, other]) db.close();
  });

  test('waits while another process writes, and is not lost', async () => {
    using folder = new TestFolder();
    const { db, quality, log } = await open(folder);
    const holder = new DatabaseSync(folder.file('l.db'));
    holder.exec('BEGIN IMMEDIATE');
    quality.note(answer('1'), 'copied');
    quality.note(answer('1'), 'undone');
    holder.exec('ROLLBACK');
    holder.close();
    await expect.poll(() => tallies(folder), { timeout: 10_000 }).toHaveLength(2);
    await expect.poll(() => quality.evidence('a/m', 'fix').bad, { timeout: 10_000 }).toBe(0.9);
    expect(log.lines).toEqual([]);
    db.close();
  });

  test('is known to this process alone when the file fails', async () => {
    using folder = new TestFolder();
    const { db, quality, log } = await open(folder);
    quality.note(answer('1'), 'up');
    expect(quality.evidence('a/m', 'fix').good).toBe(1);
    db.exec('DROP TABLE quality');
    quality.note(answer('2'), 'up');
    expect(log.lines).toEqual([expect.stringContaining('warn what is learnt of models is no longer kept')]);
    expect(quality.evidence('a/m', 'fix').good).toBeGreaterThan(0);
    quality.note(answer('3'), 'up');
    expect(quality.learnt('here')).toMatchObject([{ model: 'a/m' }]);
    db.close();
  });

  test('of answers long past is forgotten, and what they came to has decayed', async () => {
    using folder = new TestFolder();
    const { db, quality, time } = await open(folder);
    quality.note(answer('old'), 'up');
    time.now += 3.5 * HALF_LIFE_MS;
    quality.note(answer('new', 'b/m'), 'up');
    expect(query(folder.file('l.db'), 'SELECT request_id FROM quality_answers')).toEqual([{ request_id: 'new' }]);
    expect(quality.learnt('here').map(({ good }) => good.toFixed(2))).toEqual(['1.00', '0.09']);
    time.now += 15 * HALF_LIFE_MS;
    quality.note(answer('newer', 'c/m'), 'up');
    expect(quality.learnt('here').map(({ model }) => model)).toEqual(['c/m']);
    db.close();
  });

  test('is taken over from a file of a newer version, which is left as it is', async () => {
    using folder = new TestFolder();
    const { db, quality } = await open(folder, '', { now: Date.now() });
    quality.note(answer('1'), 'up');
    db.exec('PRAGMA user_version = 99');
    db.close();
    const opened = await openLedger(folder.file('l.db'), SILENT);
    expect(opened.problem).toMatch(/newer/);
    opened.quality.note(answer('1'), 'unvoted');
    opened.quality.note(answer('2'), 'down');
    const { good, bad } = opened.quality.evidence('a/m', 'fix');
    expect([good, bad].map((mass) => mass.toFixed(3))).toEqual(['0.000', '1.000']);
    opened.ledger.close();
    expect(tallies(folder)).toMatchObject([
      { of: '', good: 1, bad: 0 },
      { of: '*', good: 1 },
    ]);
  });
});

test('A window that closes while signs still come says nothing of it', async () => {
  using folder = new TestFolder();
  const { db, quality, log } = await open(folder);
  db.close();
  quality.note(answer('1'), 'up');
  await sleep(1);
  expect(log.lines).toEqual([]);
});
