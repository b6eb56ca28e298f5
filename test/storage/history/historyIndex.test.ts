import { describe, expect, test } from 'vitest';
import type { HistoryEntry } from '../../../src/storage/history/historyEntry.ts';
import type { HistoryIndex, HistoryQuery, HistoryRow } from '../../../src/storage/history/historyIndex.ts';
import { MemoryHistory } from '../../../src/storage/history/memoryHistory.ts';
import type { Segment } from '../../../src/storage/history/segment.ts';
import { openSqliteHistory } from '../../../src/storage/history/sqliteHistory.ts';
import { processorMs } from '../../fakes/processorMs.ts';
import { TestFolder } from '../ledgerFile.ts';
import { anEntry, EVERYTHING } from './anEntry.ts';

const KINDS: Record<string, (folder: TestFolder) => Promise<HistoryIndex>> = {
  'on SQLite': (folder) => openSqliteHistory(folder.file('deep/history.db')),
  'in memory': async () => new MemoryHistory(),
};
const STAMP = { mtimeMs: 5.5, size: 7 };

const marked = (parts: readonly Segment[]) => parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');

describe.each(Object.entries(KINDS))('the index of the chats %s', (kind, open) => {
  async function withIndex(
    entries: readonly HistoryEntry[],
    check: (index: HistoryIndex, find: (query: Partial<HistoryQuery>) => readonly HistoryRow[]) => void,
  ): Promise<void> {
    using folder = new TestFolder();
    const index = await open(folder);
    for (const entry of entries) index.put(entry, STAMP);
    check(index, (query) => index.search({ ...EVERYTHING, ...query }).rows);
    index.close();
  }
  const ids = (rows: readonly HistoryRow[]) => rows.map(({ id }) => id).join(' ');

  test('lists pinned chats first, then the newest, a page at a time', () =>
    withIndex(
      [
        anEntry({ id: 'old', updatedAt: 1 }),
        anEntry({ id: 'new', updatedAt: 3 }),
        anEntry({ id: 'pinned', updatedAt: 2, pinned: true }),
      ],
      (index, find) => {
        expect(ids(find({}))).toBe('pinned new old');
        expect(index.search({ ...EVERYTHING, offset: 1, limit: 1 })).toMatchObject({ rows: [{ id: 'new' }], total: 3 });
      },
    ));

  test('finds all words from their beginnings, in any order, whatever their case and accents', () =>
    withIndex(
      [
        anEntry({ id: 'a', text: 'The pager tells Héloïse of ÜBERMUT in foo_bar(1)' }),
        anEntry({ id: 'b', text: 'Nothing of that sort' }),
      ],
      (_index, find) => {
        for (const text of ['pag', 'heloise PAGER', 'ubermut', 'HÉL', 'foo_b', 'bar', 'foo_bar(1)', '  the   tell '])
          expect([text, ids(find({ text }))]).toEqual([text, 'a']);
        for (const text of ['ager', 'pager sort', 'foo_c', '!!!', 'bar_foo'])
          expect([text, ids(find({ text }))]).toEqual([text, '']);
        expect(ids(find({ text: '   ' }))).toBe('a b');
      },
    ));

  test('finds what is written without blanks from anywhere', () =>
    withIndex(
      [anEntry({ id: 'ja', text: '日本語のデータベースについて' }), anEntry({ id: 'zh', text: '如何修复这个错误' })],
      (_index, find) => {
        expect(ids(find({ text: '本語' }))).toBe('ja');
        expect(ids(find({ text: 'データ' }))).toBe('ja');
        expect(ids(find({ text: '修复' }))).toBe('zh');
        expect(ids(find({ text: '复修' }))).toBe('');
        expect(marked(find({ text: '修复' })[0]?.snippet ?? [])).toBe('如何[修复]这个错误');
      },
    ));

  test('puts a fitting title above any text, and marks what was found', () =>
    withIndex(
      [
        anEntry({ id: 'text', text: 'retry '.repeat(50), updatedAt: 9 }),
        anEntry({ id: 'title', title: 'How to retry a request', text: 'It was asked and answered.', updatedAt: 1 }),
      ],
      (_index, find) => {
        const [first, second] = find({ text: 'retr' });
        expect([first?.id, second?.id]).toEqual(['title', 'text']);
        expect(marked(first?.titleParts ?? [])).toBe('How to [retr]y a request');
        expect(first?.snippet).toEqual([]);
        expect(marked(second?.snippet ?? [])).toContain('[retr');
        expect(second?.title).toBe('A chat');
      },
    ));

  test('takes whatever is typed as words: nothing in it is an operator', () =>
    withIndex([anEntry({ id: 'a', title: 'NEAR AND OR NOT', text: 'x' })], (_index, find) => {
      for (const text of [
        '"',
        '""',
        'a"b',
        'title:x',
        'NEAR(',
        '(',
        ')',
        '*',
        '^x',
        '-x',
        'a AND',
        "'; DROP TABLE chats; --",
        '\u0000',
        '{}',
        '+',
        'x\u0001y',
        '%',
        'OR OR',
      ])
        expect(() => find({ text })).not.toThrow();
      expect(ids(find({ text: 'near or' }))).toBe('a');
      expect(ids(find({}))).toBe('a');
    }));

  test('is narrowed by workspace, time, model, task and archive', () =>
    withIndex(
      [
        anEntry({
          id: 'a',
          workspace: { key: 'k1', name: 'one' },
          models: ['p/m', 'q/n'],
          tasks: ['fix'],
          updatedAt: 10,
        }),
        anEntry({ id: 'b', workspace: null, updatedAt: 20 }),
        anEntry({ id: 'c', archived: true, updatedAt: 30, tasks: ['fix'] }),
      ],
      (index, find) => {
        expect(ids(find({ workspaces: ['k1', 'k2'] }))).toBe('a');
        expect(ids(find({ workspaces: [null] }))).toBe('b');
        expect(ids(find({ workspaces: [] }))).toBe('');
        expect(ids(find({ since: 11 }))).toBe('b');
        expect(ids(find({ model: 'q/n' }))).toBe('a');
        expect(ids(find({ task: 'fix' }))).toBe('a');
        expect(ids(find({ task: 'fix', archived: true }))).toBe('c');
        expect(ids(find({ text: 'answered', model: 'q/n' }))).toBe('a');
        expect(index.facets()).toEqual({
          models: ['p/m', 'q/n', 'sim/small'],
          tasks: ['chat', 'fix'],
          workspaces: expect.arrayContaining([
            { key: 'k1', name: 'one' },
            { key: 'file:///w', name: 'w' },
          ]),
        });
      },
    ));

  test('forgets what was said before, and what is removed', () =>
    withIndex([anEntry({ id: 'a', text: 'before' }), anEntry({ id: 'b' })], (index, find) => {
      index.put(anEntry({ id: 'a', text: 'after', workspace: null }), { mtimeMs: 8.25, size: 9 });
      expect(index.known().get('a')).toEqual({
        mtimeMs: 8.25,
        size: 9,
        updatedAt: 1000,
        workspace: null,
        newer: false,
      });
      expect(ids(find({ text: 'before' }))).toBe('');
      expect(find({ text: 'after' })[0]).toMatchObject({
        id: 'a',
        workspace: null,
        models: ['sim/small'],
        pinned: false,
      });
      index.remove('a');
      expect(ids(find({ text: 'after' }))).toBe('');
      expect([...index.known().keys()]).toEqual(['b']);
    }));

  test('answers within 50 ms for 2,000 chats', () => {
    const words = Array.from({ length: 3000 }, (_, n) => `${((n * 7919) % 46_656).toString(36)}word${n}`);
    const text = (seed: number) =>
      Array.from({ length: 500 }, (_, n) => words[(seed * 7919 + n * 31) % 3000]).join(' ');
    const entries = Array.from({ length: 2000 }, (_, n) =>
      anEntry({ id: `${n}`, title: `Chat ${n} about ${words[n % 3000]}`, text: text(n), updatedAt: n }),
    );
    return withIndex(entries, (_index, find) => {
      const timed = (query: Partial<HistoryQuery>) => processorMs(() => expect(find(query)).not.toHaveLength(0));
      const best = (query: Partial<HistoryQuery>) => Math.min(...[1, 2, 3, 4, 5].map(() => timed(query)));
      expect(best({})).toBeLessThan(50);
      const limit = kind === 'in memory' ? 200 : 50;
      for (const typed of ['a', '2b', 'a b c', words[5] ?? ''])
        expect([typed, best({ text: typed })]).toEqual([typed, expect.toSatisfy((ms) => ms < limit)]);
    });
  });
});
