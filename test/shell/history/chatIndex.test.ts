import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConversationStore } from '../../../src/shell/chat/conversationStore.ts';
import { withTurn } from '../../../src/shell/chat/tree.ts';
import { ChatIndex } from '../../../src/shell/history/chatIndex.ts';
import { newerEntry } from '../../../src/shell/history/newerEntry.ts';
import { anEntry, EVERYTHING } from '../../storage/history/anEntry.ts';
import { LogLines } from '../../storage/ledgerFile.ts';
import { userTurn } from '../chat/aConversation.ts';

let root = '';
let log = new LogLines();
const opened: ChatIndex[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'switchyard-index-'));
  log = new LogLines();
});
afterEach(async () => {
  for (const index of opened.splice(0)) await index.close();
  await rm(root, { recursive: true, force: true });
});

const store = () => new ConversationStore(join(root, 'chats'), log);
function open(mine = store()): ChatIndex {
  const index = new ChatIndex(mine, join(root, 'history.db'), log, () => {});
  opened.push(index);
  return index;
}
const found = (index: ChatIndex, text: string) =>
  index.use((open) => open.search({ ...EVERYTHING, text }).rows.map(({ title }) => title));

async function said(text: string, mine = store()): Promise<string> {
  const chat = mine.create();
  Object.assign(chat, withTurn(chat, userTurn('u', null, { text })));
  await mine.save(chat);
  return chat.id;
}

test('follows the files, whoever writes or removes them', async () => {
  const id = await said('one question');
  const index = open();
  await index.sync();
  expect(await found(index, 'question')).toEqual(['one question']);
  await store().change(id, { title: 'Renamed' });
  await said('two questions');
  await index.sync();
  expect((await found(index, '')).sort()).toEqual(['Renamed', 'two questions']);
  expect(await found(index, 'renam')).toEqual(['Renamed']);
  await store().remove(id);
  await index.sync();
  expect(await found(index, '')).toEqual(['two questions']);
});

test('an empty chat and a damaged file are in no list, and hold nothing up', async () => {
  const mine = store();
  await mine.save(mine.create());
  await said('a question');
  await writeFile(join(root, 'chats', 'broken.json'), '{');
  const index = open();
  await index.sync();
  expect(await found(index, '')).toEqual(['a question']);
});

test('a database that was lost or broken is made anew from the chats', async () => {
  await said('a question');
  const first = open();
  await first.sync();
  await first.close();
  for (const name of await readdir(root)) if (name.startsWith('history.db')) await rm(join(root, name));
  await writeFile(join(root, 'history.db'), 'no database '.repeat(200));
  const index = open();
  await index.sync();
  expect(await found(index, 'question')).toEqual(['a question']);
});

test('a chat is indexed once it has been written', async () => {
  const mine = store();
  const index = open(mine);
  const id = await said('a question', mine);
  await index.refresh(id);
  expect(await found(index, 'question')).toEqual(['a question']);
});

test('a new chat is listed while its first answer still comes, and written again and again', async () => {
  const mine = store();
  const index = open(mine);
  const id = await said('what is it', mine);
  const chat = await mine.load(id);
  const writing = setInterval(() => chat && void mine.save(chat), 50);
  try {
    await vi.waitFor(async () => expect(await found(index, '')).toEqual(['what is it']), 2000);
  } finally {
    clearInterval(writing);
    // Writes follow each other: after this one none is under way.
    if (chat !== undefined) await mine.save(chat);
  }
});

test('lists a chat of a newer version by its title, and reads it anew when this one can', async () => {
  const id = await said('of this version');
  const file = store().file(id);
  const ours = await readFile(file, 'utf8');
  await writeFile(file, JSON.stringify({ ...JSON.parse(ours), version: 3, title: 'Of tomorrow', turns: 'otherwise' }));
  const index = open();
  await index.sync();
  const rows = () => index.use((opened) => opened.search(EVERYTHING).rows);
  expect(await rows()).toMatchObject([{ id, title: 'Of tomorrow', newer: true }]);
  expect(log.lines.join()).not.toContain('newer');
  // The file is the same, and an updated Switchyard can read it.
  const { mtimeMs } = await stat(file);
  const stamp = { mtimeMs, size: ours.length };
  await writeFile(file, ours);
  await utimes(file, mtimeMs / 1000, mtimeMs / 1000);
  const found = await stat(file);
  await index.use((opened) =>
    opened.put(anEntry({ id, newer: true }), { ...stamp, mtimeMs: found.mtimeMs, size: found.size }),
  );
  await index.sync();
  expect(await rows()).toMatchObject([{ id: expect.any(String), newer: true }]);
  const updated = open();
  await updated.sync();
  expect(await updated.use((opened) => opened.search(EVERYTHING).rows)).toMatchObject([
    { id, title: 'of this version', newer: false },
  ]);
});

test.each([
  ['{"version":3}', { title: '', updatedAt: 5 }],
  [
    '{"version":4,"updatedAt":7,"turns":[{"role":"x"},{"role":"user","text":"What?\\nWell."}]}',
    { title: 'What?', updatedAt: 7 },
  ],
  ['{"version":2}', undefined],
  ['{"version":', undefined],
])('of %s as much is told as can be', async (text, told) => {
  const file = join(root, 'one.json');
  await writeFile(file, text);
  const entry = await newerEntry('one', file, { mtimeMs: 5, size: 1 });
  if (told === undefined) expect(entry).toBeUndefined();
  else expect(entry).toMatchObject({ ...told, newer: true, id: 'one', archived: false });
});
