import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChatController } from '../../../src/shell/chat/chatController.ts';
import type { Conversation } from '../../../src/shell/chat/conversation.ts';
import { ConversationStore } from '../../../src/shell/chat/conversationStore.ts';
import { withTurn } from '../../../src/shell/chat/tree.ts';
import { ChatLibrary } from '../../../src/shell/history/chatLibrary.ts';
import { LastOpen } from '../../../src/shell/history/lastOpen.ts';
import type { Workspace } from '../../../src/shell/history/workspaceFamily.ts';
import { LogLines } from '../../storage/ledgerFile.ts';
import { userTurn } from '../chat/aConversation.ts';

vi.mock('vscode', () => ({
  EventEmitter: class {
    readonly event = () => ({ dispose() {} });
    fire(): void {}
    dispose(): void {}
  },
}));

const HOME: Workspace = { key: 'file:///home', name: 'home' };
let root = '';
let libraries: ChatLibrary[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'switchyard-folders-'));
});
afterEach(async () => {
  for (const library of libraries) library.dispose();
  libraries = [];
  await rm(root, { recursive: true, force: true });
});

/** A window whose workspace file is read after Switchyard has started; an earlier chat of its folder is there. */
async function aWindow() {
  let workspace: Workspace | null = HOME;
  let changed = () => {};
  const log = new LogLines();
  const store = new ConversationStore(join(root, 'chats'), log, () => workspace);
  await said(store, store.create(), 'before');
  workspace = null;
  const library = new ChatLibrary(store, {
    file: join(root, 'history.db'),
    workspace: () => workspace,
    onWorkspaceChange: (listener) => {
      changed = () => listener(undefined);
      return { dispose() {} };
    },
    folderExists: async () => true,
    lastOpen: new LastOpen(join(root, 'storage')),
    logger: log,
  });
  libraries.push(library);
  let conversation = await library.latest();
  const chat = {
    get conversation() {
      return conversation;
    },
    chats: { open: (chosen: Conversation) => (conversation = chosen) },
    listen() {},
  } as unknown as ChatController;
  library.attach(chat);
  const foldersCome = () => {
    workspace = HOME;
    changed();
  };
  return { store, chat, foldersCome, changed: () => changed() };
}

async function said(store: ConversationStore, chat: Conversation, text: string): Promise<void> {
  Object.assign(chat, withTurn(chat, userTurn(`q ${text}`, null, { text })));
  await store.save(chat);
}
const question = ({ conversation }: ChatController) => conversation.turns.find(({ role }) => role === 'user');

test('a window whose folders come late comes back to their latest chat', async () => {
  const { chat, foldersCome } = await aWindow();
  expect(chat.conversation.turns).toEqual([]);
  foldersCome();
  await vi.waitFor(() => expect(question(chat)).toMatchObject({ text: 'before' }));
});

test('a change that brings no folder is none to come home for', async () => {
  const { chat, foldersCome, changed } = await aWindow();
  changed();
  await new Promise((resolve) => setTimeout(resolve, 50));
  foldersCome();
  await vi.waitFor(() => expect(question(chat)).toMatchObject({ text: 'before' }));
});

test('what was asked before the folders came stays open, and is theirs', async () => {
  const { store, chat, foldersCome } = await aWindow();
  const begun = chat.conversation;
  await said(store, begun, 'already');
  expect((await store.peek(begun.id))?.workspace).toBeNull();
  foldersCome();
  await vi.waitFor(async () => expect((await store.peek(begun.id))?.workspace).toEqual(HOME));
  expect(chat.conversation).toBe(begun);
});

test('what is being written stays as it is', async () => {
  const { chat, foldersCome } = await aWindow();
  const begun = chat.conversation;
  begun.draft = 'half a sen';
  foldersCome();
  await vi.waitFor(() => expect(begun.workspace).toEqual(HOME));
  expect(chat.conversation).toBe(begun);
});
