import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Conversation } from '../../../src/shell/chat/conversation.ts';
import { ConversationStore } from '../../../src/shell/chat/conversationStore.ts';
import { withTurn } from '../../../src/shell/chat/tree.ts';
import { LogLines } from '../../storage/ledgerFile.ts';
import { userTurn } from './aConversation.ts';

let root = '';
const folder = () => join(root, 'chats');
const store = (key?: string) =>
  new ConversationStore(folder(), new LogLines(), () => (key === undefined ? null : { key, name: key }));
const ids = async () => (await readdir(folder())).filter((name) => name.endsWith('.json'));

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'switchyard-shared-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function begun(mine: ConversationStore, text = 'hello'): Promise<Conversation> {
  const chat = mine.create();
  say(chat, text);
  await mine.save(chat);
  return chat;
}

function say(chat: Conversation, text: string): void {
  Object.assign(chat, withTurn(chat, userTurn(`${chat.turns.length}`, chat.head, { text })));
}

describe('a chat that another window', () => {
  test('renames or pins stays one chat, and takes the name on', async () => {
    const mine = store();
    const chat = await begun(mine);
    expect(await store().change(chat.id, { title: 'Theirs', titledBy: 'user', pinned: true })).toBe(true);
    say(chat, 'more');
    await mine.save(chat);
    expect(chat).toMatchObject({ title: 'Theirs', titledBy: 'user', pinned: true });
    expect(await ids()).toEqual([`${chat.id}.json`]);
    expect((await store().load(chat.id))?.turns).toHaveLength(2);
  });

  test('has gone on with is not written over', async () => {
    const mine = store();
    const chat = await begun(mine);
    const theirs = store();
    const copy = (await theirs.load(chat.id)) as Conversation;
    say(copy, 'theirs');
    await theirs.save(copy);
    say(chat, 'mine');
    await mine.save(chat);
    expect(await ids()).toHaveLength(2);
  });

  test('is renaming while it is written loses neither', async () => {
    const mine = store();
    const chat = await begun(mine);
    const theirs = store();
    await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        say(chat, `${n}`);
        await Promise.all([mine.save(chat), theirs.change(chat.id, { title: `name ${n}` })]);
      }),
    );
    await mine.save(chat);
    expect(await ids()).toEqual([`${chat.id}.json`]);
    const found = await store().load(chat.id);
    expect(found?.turns).toHaveLength(11);
    expect(found?.title).toMatch(/^name \d$/);
  });
});

describe('a deleted chat', () => {
  test('is gone, also when this window still writes to it, and can be had back', async () => {
    const mine = store();
    const chat = await begun(mine);
    expect(await mine.remove(chat.id)).toBe(true);
    await mine.save(chat);
    expect(await ids()).toEqual([]);
    expect((await store().removed()).map(({ id }) => id)).toEqual([chat.id]);
    expect(await store().restore(chat.id)).toBe(true);
    expect((await store().load(chat.id))?.turns).toHaveLength(1);
    expect(await store().removed()).toEqual([]);
    expect(await store().restore(chat.id)).toBe(false);
  });

  test('is kept for a week', async () => {
    const mine = store();
    const chat = await begun(mine);
    await mine.remove(chat.id);
    await mine.purge();
    expect(await mine.removed()).toHaveLength(1);
    const { rename } = await import('node:fs/promises');
    const trash = `${folder()}.trash`;
    const [name = ''] = await readdir(trash);
    await rename(join(trash, name), join(trash, `${Date.now() - 8 * 86_400_000} ${chat.id}.json`));
    await mine.purge();
    expect(await mine.removed()).toEqual([]);
  });
});

test('a window begins with the newest chat of its workspace, whatever was said elsewhere', async () => {
  const here = await begun(store('here'));
  await begun(store('elsewhere'));
  const archived = await begun(store('here'));
  await store().change(archived.id, { archived: true });
  const found = await store('here').loadLatest((key) => key === 'here');
  expect(found.id).toBe(here.id);
  const stamps = [...(await store().stamps())];
  const known = new Map(
    stamps.map(([id, stamp]) => [id, { ...stamp, updatedAt: 1, workspace: 'elsewhere', newer: false }]),
  );
  expect((await store('here').loadLatest((key) => key === 'here', known)).turns).toEqual([]);
});

test('an empty chat that is left leaves nothing behind', async () => {
  const mine = store();
  const chat = mine.create();
  await mine.save(chat);
  chat.draft = 'words';
  await mine.discard(chat);
  expect(await ids()).toHaveLength(1);
  chat.draft = '';
  await mine.discard(chat);
  expect(await ids()).toEqual([]);
});
