import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { KeptAnswer } from '../../../src/core/ports/answerCache.ts';
import { SILENT } from '../../../src/core/ports/logger.ts';
import { AnswerCacheFile } from '../../../src/storage/answers/answerCacheFile.ts';
import { LogLines, query, TestFolder } from '../ledgerFile.ts';

const DAY = 86_400_000;
const ROOM = 1_000_000;

const anAnswer = (text = 'Hi', at = Date.now()): KeptAnswer => ({ text, model: 'a/m', finishReason: 'stop', at });

describe('kept answers', () => {
  test('are found again by another window of the same workspace, and in no other workspace', async () => {
    using folder = new TestFolder();
    const file = folder.file('answers.db');
    const first = new AnswerCacheFile(file, () => 'here', SILENT);
    const answer = anAnswer();
    first.keep('q', answer, ROOM);
    expect(await first.find('q', DAY)).toEqual(answer);
    const [second, elsewhere] = ['here', 'there'].map((name) => new AnswerCacheFile(file, () => name, SILENT));
    expect(await second?.find('q', DAY)).toEqual(answer);
    expect(await elsewhere?.find('q', DAY)).toBeUndefined();
    expect(await second?.find('another', DAY)).toBeUndefined();
    await Promise.all([first.close(), second?.close(), elsewhere?.close()]);
  });

  test('are replaced by newer ones, and not given when they are too old', async () => {
    using folder = new TestFolder();
    const answers = new AnswerCacheFile(folder.file('answers.db'), () => '', SILENT);
    answers.keep('q', anAnswer('first', Date.now() - 2 * DAY), ROOM);
    expect(await answers.find('q', DAY)).toBeUndefined();
    answers.keep('q', anAnswer('second'), ROOM);
    expect(await answers.find('q', DAY)).toMatchObject({ text: 'second' });
    await answers.close();
  });

  test('take no more room than they may: the oldest go', async () => {
    using folder = new TestFolder();
    const file = folder.file('answers.db');
    const answers = new AnswerCacheFile(file, () => '', SILENT);
    const now = Date.now();
    for (let at = 0; at < 20; at++) answers.keep(`q${at}`, anAnswer('x'.repeat(1000), now + at), 5500);
    answers.keep('giant', anAnswer('x'.repeat(6000), now + 99), 5500);
    await answers.close();
    expect(query(file, 'SELECT count(*) AS count, sum(size) AS size, min(at) AS oldest FROM answers')).toEqual([
      {
        count: 5,
        size: 5 * Buffer.byteLength(JSON.stringify({ ...anAnswer('x'.repeat(1000)), at: undefined })),
        oldest: now + 15,
      },
    ]);
  });

  test('leave nothing on disk when they are forgotten; questions never were there', async () => {
    using folder = new TestFolder();
    const file = folder.file('answers.db');
    const answers = new AnswerCacheFile(file, () => 'my-workspace', SILENT);
    const marker = randomBytes(30).toString('hex');
    answers.keep('my question', anAnswer(marker.repeat(50)), ROOM);
    expect(await answers.find('my question', DAY)).toBeDefined();
    const written = () => ['', '-wal'].map((end) => readFileSync(`${file}${end}`, 'latin1')).join('');
    expect([written().includes(marker), written().includes('my question'), written().includes('my-workspace')]).toEqual(
      [true, false, false],
    );
    await answers.clear();
    expect(written()).not.toContain(marker);
    expect(await answers.find('my question', DAY)).toBeUndefined();
    await answers.close();
  });

  test('are for their owner only', async () => {
    using folder = new TestFolder();
    const file = folder.file('deep/answers.db');
    const answers = new AnswerCacheFile(file, () => '', SILENT);
    answers.keep('q', anAnswer(), ROOM);
    await answers.find('q', DAY);
    for (const end of ['', '-wal', '-shm']) expect(statSync(`${file}${end}`).mode & 0o777).toBe(0o600);
    await answers.close();
  });

  test('are begun anew where the file is damaged, and done without where there can be none', async () => {
    using folder = new TestFolder();
    const file = folder.file('answers.db');
    writeFileSync(file, 'no database at all, but long enough to be read as one'.repeat(100));
    const answers = new AnswerCacheFile(file, () => '', SILENT);
    answers.keep('q', anAnswer(), ROOM);
    expect(await answers.find('q', DAY)).toMatchObject({ text: 'Hi' });
    await answers.close();
    const log = new LogLines();
    const nowhere = new AnswerCacheFile(`${file}/answers.db`, () => '', log);
    nowhere.keep('q', anAnswer(), ROOM);
    expect(await nowhere.find('q', DAY)).toBeUndefined();
    expect(log.lines).toHaveLength(1);
    await nowhere.close();
  });

  test('are begun anew where the damage shows only in use', async () => {
    using folder = new TestFolder();
    const file = folder.file('answers.db');
    const first = new AnswerCacheFile(file, () => '', SILENT);
    first.keep('q', anAnswer(), ROOM);
    await first.close();
    const bytes = readFileSync(file);
    // The first page says what tables there are; it stays sound.
    writeFileSync(file, bytes.fill(0xee, 4096));
    const second = new AnswerCacheFile(file, () => '', SILENT);
    expect(await second.find('q', DAY)).toBeUndefined();
    second.keep('q', anAnswer('again'), ROOM);
    expect(await second.find('q', DAY)).toMatchObject({ text: 'again' });
    await second.close();
    expect(query(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  describe('while another window writes', () => {
    /** Two windows with one answer, and who holds their file. */
    function busyFile(folder: TestFolder) {
      const file = folder.file('answers.db');
      const [one, two] = [1, 2].map(() => new AnswerCacheFile(file, () => '', SILENT));
      const hold = () => {
        const other = new DatabaseSync(file);
        other.exec('BEGIN IMMEDIATE');
        return () => other.close();
      };
      return { one: one as AnswerCacheFile, two: two as AnswerCacheFile, hold };
    }

    test('are found at first use', async () => {
      using folder = new TestFolder();
      const { one, two, hold } = busyFile(folder);
      one.keep('q', anAnswer(), ROOM);
      await one.find('q', DAY);
      const release = hold();
      expect(await two.find('q', DAY)).toMatchObject({ text: 'Hi' });
      release();
      await Promise.all([one.close(), two.close()]);
    });

    test('are kept and forgotten as soon as it has ended', async () => {
      using folder = new TestFolder();
      const { one, hold } = busyFile(folder);
      await one.find('q', DAY);
      let release = hold();
      one.keep('q', anAnswer(), ROOM);
      await delay(100);
      release();
      expect(await one.find('q', DAY)).toMatchObject({ text: 'Hi' });
      release = hold();
      setTimeout(release, 100);
      await one.clear();
      expect(await one.find('q', DAY)).toBeUndefined();
      await one.close();
    });

    test('are not said to be forgotten when they are not; the cache goes on', async () => {
      using folder = new TestFolder();
      const { one, two, hold } = busyFile(folder);
      one.keep('q', anAnswer(), ROOM);
      await one.find('q', DAY);
      let release = hold();
      await expect(one.clear()).rejects.toThrow(/locked/);
      release();
      expect(await one.find('q', DAY)).toMatchObject({ text: 'Hi' });
      const reader = new DatabaseSync(folder.file('answers.db'));
      reader.exec('BEGIN; SELECT * FROM answers');
      release = () => reader.close();
      await expect(one.clear()).rejects.toThrow('another window reads it');
      release();
      await two.clear();
      await Promise.all([one.close(), two.close()]);
    });
  });

  test('do not open a file before there is anything to keep or to look for', async () => {
    using folder = new TestFolder();
    const file = folder.file('answers.db');
    await new AnswerCacheFile(file, () => '', SILENT).close();
    expect(() => statSync(file)).toThrow('ENOENT');
  });
});
