import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Limit } from '../../src/core/accounting/budget.ts';
import { SILENT } from '../../src/core/ports/logger.ts';
import { ConversationStore } from '../../src/shell/chat/conversationStore.ts';
import { withTurn } from '../../src/shell/chat/tree.ts';
import { ChatIndex } from '../../src/shell/history/chatIndex.ts';
import { ModelMemoryFile } from '../../src/storage/modelMemoryFile.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import type { StorageTrouble } from '../../src/storage/storageTrouble.ts';
import { userTurn } from '../shell/chat/aConversation.ts';
import { aRow } from './aRow.ts';
import { EVERYTHING } from './history/anEntry.ts';
import { query } from './ledgerFile.ts';
import { littleSpaces } from './littleSpace.ts';

const told: StorageTrouble[] = [];
const tell = (trouble: StorageTrouble) => void told.push(trouble);
const types = () => told.splice(0).map(({ type, what }) => `${type} ${what}`);

beforeEach(() => {
  told.length = 0;
});

function say(store: ConversationStore, chat: ReturnType<ConversationStore['create']>, text: string): Promise<void> {
  Object.assign(chat, withTurn(chat, userTurn(`${chat.turns.length}`, chat.head, { text })));
  return store.save(chat);
}

describe.each(littleSpaces().map((space) => [space.name, space] as const))('a full disk (%s)', (_, littleSpace) => {
  test('keeps costs in memory, says so once, counts them, and writes them when there is space again', async () => {
    using space = littleSpace();
    const file = join(space.path, 'ledger.db');
    const { ledger } = await openLedger(file, SILENT, tell);
    ledger.record(aRow({ requestId: 'before' }));
    const seen: string[] = [];
    ledger.onChange(({ requestId }) => seen.push(requestId));
    space.fill();
    for (let row = 0; row < 300; row++) ledger.record(aRow({ requestId: `full ${row}` }));
    ledger.feedback('before', 'up', 1);
    expect(seen).toHaveLength(300);
    expect(ledger.spentSince(0)).toEqual({ nano: 301 * 1400, unknown: 0 });
    expect(ledger.attemptsSince(0)).toHaveLength(301);
    const [trouble] = told;
    expect(trouble).toMatchObject({ isFull: space.kind === 'disk' });
    expect(types()).toEqual(['unwritten ledger']);
    space.free();
    await expect.poll(types, { timeout: 10_000 }).toEqual(['writtenAgain ledger']);
    expect(ledger.spentSince(0)).toEqual({ nano: 301 * 1400, unknown: 0 });
    expect(seen).toHaveLength(300);
    ledger.close();
    expect(query(file, 'SELECT count(*) AS rows, count(DISTINCT request_id) AS ids FROM attempts')).toEqual([
      { rows: 301, ids: 301 },
    ]);
    expect(query(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  test('sends nothing under a budget, says why, and goes on when there is space again', async () => {
    using space = littleSpace();
    const { ledger, reservations } = await openLedger(join(space.path, 'ledger.db'), SILENT, tell);
    const day: Limit = { name: 'day', nano: 1e9, scope: { since: 0, server: false } };
    const reserve = (attempt: number) => {
      const { outcome: _, ...row } = aRow({ attempt });
      const worst = { job: null, inputTokens: 1, inputNano: 1, outputRate: 1, hidden: false };
      const amount = { nano: 1, outputTokens: 1 };
      return reservations.reserve({ ...row, ...worst }, [day], () => amount, new AbortController().signal);
    };
    await reserve(1);
    space.fill();
    // There may be room left in what the file has already.
    const fill = async () => {
      for (let attempt = 2; attempt < 1000; attempt++) await reserve(attempt);
    };
    const words =
      space.kind === 'disk' ? /^The disk is full: under a budget/ : /^The budget could not be checked: disk I/;
    await expect(fill()).rejects.toMatchObject({ kind: 'budget', message: expect.stringMatching(words) });
    const [before] = reservations.standings([day]);
    space.free();
    await expect(reserve(1000)).resolves.toMatchObject({ nano: 1 });
    expect(reservations.standings([day])).toMatchObject([{ reservedNano: (before?.reservedNano ?? 0) + 1 }]);
    ledger.close();
  });

  test('at the start still shows the past', async () => {
    using space = littleSpace();
    const file = join(space.path, 'ledger.db');
    const before = await openLedger(file, SILENT, tell);
    before.ledger.record(aRow());
    before.ledger.close();
    space.fill();
    const { ledger } = await openLedger(file, SILENT, tell);
    ledger.record(aRow());
    expect(ledger.spentSince(0)).toEqual({ nano: 2800, unknown: 0 });
    expect(types()).toEqual(['inMemory ledger']);
    space.free();
    ledger.close();
  });

  test('leaves each chat as it was last written, goes on in memory, and writes it when there is space again', async () => {
    using space = littleSpace();
    const store = new ConversationStore(join(space.path, 'chats'), SILENT, undefined, tell);
    const chat = store.create();
    await say(store, chat, 'before');
    const file = join(space.path, 'chats', `${chat.id}.json`);
    const before = readFileSync(file, 'utf8');
    space.fill();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await say(store, chat, 'x'.repeat(100_000));
      await say(store, chat, 'and more');
      expect(chat.turns).toHaveLength(3);
      expect(readFileSync(file, 'utf8')).toBe(before);
      expect(readdirSync(join(space.path, 'chats'))).toEqual([`${chat.id}.json`]);
      expect(told[0]).toMatchObject({ isFull: true });
      expect(types()).toEqual(['unwritten chats']);
      vi.advanceTimersByTime(6000);
    } finally {
      vi.useRealTimers();
    }
    space.free();
    await expect.poll(types, { timeout: 15_000 }).toEqual(['writtenAgain chats']);
    expect(JSON.parse(readFileSync(file, 'utf8')).turns).toHaveLength(3);
  });

  test('leaves what was learnt of models as it was, and the list of chats goes on', async () => {
    using space = littleSpace();
    const file = join(space.path, 'learnt.json');
    const memory = await ModelMemoryFile.open(file, SILENT, tell);
    const store = new ConversationStore(join(space.path, 'chats'), SILENT, undefined, tell);
    const index = new ChatIndex(store, join(space.path, 'history.db'), SILENT, () => {});
    const list = async () =>
      (await index.use((found) => found.search(EVERYTHING))).rows.map(({ question }) => question);
    const [one, two] = [store.create(), store.create()];
    await say(store, one, 'one');
    await say(store, two, 'two');
    await index.refresh(one.id);
    memory.learn('a', { contextWindow: 1 });
    await memory.flush();
    const before = readFileSync(file, 'utf8');
    space.fill();
    memory.learn('b', { contextWindow: 2 });
    await memory.flush();
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(space.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(types()).toEqual(['unwritten learnt']);
    await index.refresh(two.id);
    await index.sync();
    await expect.poll(async () => (await list()).sort()).toEqual(['one', 'two']);
    space.free();
    await memory.flush();
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')).models)).toEqual(['a', 'b']);
    await index.close();
  });
});
