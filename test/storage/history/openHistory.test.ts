import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { SILENT } from '../../../src/core/ports/logger.ts';
import { openHistory } from '../../../src/storage/history/openHistory.ts';
import { LogLines, TestFolder } from '../ledgerFile.ts';
import { anEntry, EVERYTHING } from './anEntry.ts';

const STAMP = { mtimeMs: 1, size: 1 };

test('two windows share one file for its owner only', async () => {
  using folder = new TestFolder();
  const file = folder.file('history.db');
  const [mine, theirs] = await Promise.all([openHistory(file, SILENT), openHistory(file, SILENT)]);
  mine.put(anEntry({ id: 'a' }), STAMP);
  theirs.put(anEntry({ id: 'b' }), STAMP);
  expect(mine.search(EVERYTHING).total).toBe(2);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  mine.close();
  theirs.close();
});

test('a damaged file is made anew', async () => {
  using folder = new TestFolder();
  const file = folder.file('history.db');
  writeFileSync(file, 'this is no database at all, and long enough to be looked at '.repeat(50));
  const log = new LogLines();
  const index = await openHistory(file, log);
  index.put(anEntry({ id: 'a' }), STAMP);
  index.close();
  expect(readFileSync(file, 'latin1')).toMatch(/^SQLite format 3/);
  expect(log.lines).toEqual([expect.stringContaining('made anew')]);
});

test('an index of another version is emptied, to be filled from the chats', async () => {
  using folder = new TestFolder();
  const file = folder.file('history.db');
  (await openHistory(file, SILENT)).close();
  const db = new DatabaseSync(file);
  db.exec("INSERT INTO words (title, text) VALUES ('x', 'y'); PRAGMA user_version = 99");
  db.close();
  const index = await openHistory(file, SILENT);
  expect(index.search({ ...EVERYTHING, text: 'y' }).total).toBe(0);
  expect(index.known().size).toBe(0);
  index.close();
});

test('where no file can be, it is kept in memory', async () => {
  using folder = new TestFolder();
  writeFileSync(folder.file('file'), '');
  const log = new LogLines();
  const index = await openHistory(folder.file('file/history.db'), log);
  index.put(anEntry({ id: 'a' }), STAMP);
  expect(index.search(EVERYTHING).total).toBe(1);
  expect(log.lines).toEqual([expect.stringContaining('in memory')]);
  expect(existsSync(folder.file('file/history.db'))).toBe(false);
});
