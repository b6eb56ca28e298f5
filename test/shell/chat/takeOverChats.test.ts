import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConversationStore } from '../../../src/shell/chat/conversationStore.ts';
import { takeOverChats } from '../../../src/shell/chat/takeOverChats.ts';
import { LogLines } from '../../storage/ledgerFile.ts';

const HERE = { key: 'file:///w', name: 'w' };
const FIRST = {
  version: 1,
  id: 'one',
  updatedAt: 1_700_000_000_000,
  model: null,
  turns: [{ role: 'user', id: 'u', text: 'An old question', chips: [], context: {} }],
};
let root = '';
let log = new LogLines();
const from = () => join(root, 'workspace', 'chats');
const to = () => join(root, 'global', 'chats');
const take = () => takeOverChats(from(), to(), HERE, log);
const chats = async () =>
  Promise.all((await readdir(to())).map(async (name) => JSON.parse(await readFile(join(to(), name), 'utf8'))));

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'switchyard-old-'));
  log = new LogLines();
  await mkdir(from(), { recursive: true });
  await writeFile(join(from(), 'one.json'), JSON.stringify(FIRST));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('old chats come into the folder of all windows, know their workspace, and the newest is opened', async () => {
  await writeFile(join(from(), 'two.json'), JSON.stringify({ ...FIRST, id: 'two', updatedAt: FIRST.updatedAt + 5000 }));
  await take();
  expect((await chats()).map(({ id, workspace }) => ({ id, workspace }))).toEqual([
    { id: 'one', workspace: HERE },
    { id: 'two', workspace: HERE },
  ]);
  expect(await readdir(from())).toEqual([]);
  expect((await new ConversationStore(to(), log).loadLatest()).id).toBe('two');
});

test('twice, by two windows, or after a crash in the middle: every chat is there once', async () => {
  await Promise.all([take(), take()]);
  await writeFile(join(from(), 'one.json'), JSON.stringify(FIRST));
  await take();
  expect(await chats()).toHaveLength(1);
  expect(await readdir(from())).toEqual([]);
});

test('what an older version has written to it since then is kept beside it', async () => {
  await take();
  const turns = [...FIRST.turns, { ...FIRST.turns[0], id: 'v', text: 'Asked later' }];
  await writeFile(join(from(), 'one.json'), JSON.stringify({ ...FIRST, updatedAt: FIRST.updatedAt + 1, turns }));
  await take();
  expect((await chats()).map((chat) => chat.turns.length).sort()).toEqual([1, 2]);
});

test('what cannot be read stays where it is, and is named', async () => {
  await writeFile(join(from(), 'broken.json'), '{');
  await take();
  expect(await readdir(from())).toEqual(['broken.json']);
  expect(log.lines).toEqual(['warn the chat broken.json stays where it was: it cannot be read']);
});
