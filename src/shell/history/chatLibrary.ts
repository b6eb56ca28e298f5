import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Logger } from '../../core/ports/logger.ts';
import type { HistoryFilter, HistoryPage } from '../../protocol/messages/historyMessages.ts';
import { reasonOf } from '../../storage/storageTrouble.ts';
import type { ChatController } from '../chat/chatController.ts';
import { whyUnreadable } from '../chat/chatFile.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { ChatChange, ConversationStore } from '../chat/conversationStore.ts';
import { firstLineOf } from '../chat/titleOf.ts';
import { ChatIndex } from './chatIndex.ts';
import type { LastOpen } from './lastOpen.ts';
import { periodStart } from './periodStart.ts';
import { type Workspace, WorkspaceFamily } from './workspaceFamily.ts';

const MOST_ROWS = 500;
/** The start of a window has better things to do. */
const SYNC_AFTER_MS = 3000;

/** Where the library is, and what it asks of the editor. */
export interface LibraryPlace {
  /** The index's file. */
  readonly file: string;
  readonly workspace: () => Workspace | null;
  /** Fires when folders come or go. Those of a workspace file may be read after the start. */
  readonly onWorkspaceChange: vscode.Event<unknown>;
  readonly folderExists: (uri: string) => Promise<boolean>;
  readonly lastOpen: LastOpen;
  readonly logger: Logger;
}

/** All chats of all windows: found, named, kept, deleted, and opened in this one. */
export class ChatLibrary implements vscode.Disposable {
  readonly store: ConversationStore;
  readonly #index: ChatIndex;
  readonly #family: WorkspaceFamily;
  readonly #place: LibraryPlace;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #removed = new vscode.EventEmitter<string>();
  readonly #start = new AbortController();
  #chat: ChatController | undefined;
  /** The window's folders were not known when its first chat was looked for. */
  #beganWithout = false;
  /** The chat that was open when it was deleted: an undo opens it again. */
  #left: string | undefined;

  /** Fires when the list may look different. */
  readonly onDidChange = this.#changed.event;
  /** Fires with the id of a chat that was deleted in this window. */
  readonly onDidRemove = this.#removed.event;

  constructor(store: ConversationStore, place: LibraryPlace) {
    this.store = store;
    this.#place = place;
    this.#family = new WorkspaceFamily(place.workspace, place.folderExists);
    this.#index = new ChatIndex(store, place.file, place.logger, () => this.#changed.fire());
  }

  /** The chat this window begins with: the one that was open when it was closed, else the newest of its workspace. */
  async latest(): Promise<Conversation> {
    this.#beganWithout = this.#place.workspace() === null;
    const last = await this.#place.lastOpen.read();
    const left = last === undefined ? undefined : await this.store.load(last);
    if (left?.archived === false) return left;
    const known = await this.#index.known().catch(() => undefined);
    return this.store.loadLatest((key) => this.#family.has(key), known);
  }

  /** This window is going to be closed or reloaded with this chat open. */
  remember(id: string): Promise<void> {
    return this.#place.lastOpen.write(id);
  }

  /** From here on chats are opened in this controller. What other windows did meanwhile, and what killed ones left, is looked at in a while. */
  attach(chat: ChatController): void {
    this.#chat = chat;
    if (this.#beganWithout) void this.#comeHome(chat);
    chat.listen({ changed: () => this.#changed.fire(), event() {}, problem() {} });
    void delay(SYNC_AFTER_MS, undefined, { signal: this.#start.signal, ref: false }).then(
      () => Promise.all([this.#index.sync(), this.store.purge().catch(() => undefined), this.#settle(chat)]),
      () => undefined,
    );
  }

  /** A page of the list as the index has it; the files are compared with it meanwhile, and a change is told. */
  async list(filter: HistoryFilter, offset: number, limit: number): Promise<Omit<HistoryPage, 'sequence'>> {
    this.#index.watch();
    if (offset === 0) this.#index.syncSometimes();
    const facets = await this.#index.use((index) => index.facets());
    const mine = await this.#mine(facets.workspaces.map(({ key }) => key));
    const { text, model, task, archived } = filter;
    const found = await this.#index.use((index) =>
      index.search({
        ...{ text, model, task, archived, offset },
        limit: Math.min(limit, MOST_ROWS),
        since: periodStart(filter.period, new Date()),
        workspaces: filter.workspace === 'this' ? mine : null,
      }),
    );
    const current = this.#place.workspace();
    return {
      offset,
      total: found.total,
      rows: found.rows.map(({ models, workspace, createdAt: _, ...row }) => ({
        ...row,
        titleParts: [...row.titleParts],
        snippet: [...row.snippet],
        model: models[0] ?? null,
        workspace: workspace === null || mine.includes(workspace.key) ? null : workspace.name,
        open: row.id === this.#chat?.conversation.id,
        busy: this.#chat?.chats.isBusy(row.id) ?? false,
        waits: [...(this.#chat?.later.chats ?? [])].some(({ id }) => id === row.id),
      })),
      models: [...facets.models],
      tasks: facets.tasks as HistoryPage['tasks'],
      workspace: current?.name ?? null,
      reading: this.#index.isReading,
    };
  }

  /** Shows a chat in this window; false when it cannot be read. */
  async open(id: string): Promise<boolean> {
    const chat = this.#chat;
    if (chat === undefined) return false;
    if (chat.conversation.id === id) return true;
    const conversation = chat.chats.held(id) ?? (await this.store.load(id));
    if (conversation === undefined) return false;
    const left = chat.conversation;
    chat.chats.open(conversation);
    await this.store.discard(left);
    return true;
  }

  /** Names, pins or archives a chat. */
  async change(id: string, change: ChatChange): Promise<boolean> {
    const open = this.#chat?.chats.held(id);
    const changed = await this.store.change(id, change, open);
    await this.#index.refresh(open?.id ?? id);
    return changed;
  }

  /** Gives a chat a name; without one it is called by its first question again. */
  rename(id: string, typed: string): Promise<boolean> {
    const title = firstLineOf(typed);
    return this.change(id, title === '' ? { title: null } : { title, titledBy: 'user' });
  }

  /** Takes a chat out of the list; the open one gives way to a new chat. */
  async remove(id: string): Promise<boolean> {
    // Only who can read it can tell what would be lost.
    if ((await whyUnreadable(this.store.file(id))) === 'newer') return false;
    this.#left = this.#chat?.conversation.id === id ? id : undefined;
    this.#chat?.chats.abandon(id);
    const removed = await this.store.remove(id);
    if (removed) this.#removed.fire(id);
    await this.#index.refresh(id);
    return removed;
  }

  /** Brings a deleted chat back, and opens it if it was open. */
  async restore(id: string): Promise<boolean> {
    const restored = await this.store.restore(id);
    await this.#index.refresh(id);
    if (restored && this.#left === id && this.#chat?.conversation.turns.length === 0) await this.open(id);
    return restored;
  }

  /** A chat to look at, as this window or the disk has it; undefined when there is none or it cannot be read. */
  async read(id: string): Promise<Conversation | undefined> {
    return this.#chat?.chats.held(id) ?? (await this.store.peek(id));
  }

  /** All chats in which something was asked, newest first. Those that cannot be read are left out. */
  async readAll(): Promise<Conversation[]> {
    const chats: Conversation[] = [];
    for (const id of (await this.store.stamps()).keys()) {
      const chat = await this.read(id);
      if (chat !== undefined && chat.turns.length > 0) chats.push(chat);
    }
    return chats.sort((a, b) => b.updatedAt - a.updatedAt);
  }

  /** Keeps chats that came from a file. */
  async add(conversations: readonly Conversation[]): Promise<void> {
    for (const conversation of conversations) {
      await this.store.add(conversation);
      await this.#index.refresh(conversation.id);
    }
  }

  dispose(): void {
    this.#start.abort();
    this.#changed.dispose();
    this.#removed.dispose();
    void this.#index.close();
  }

  /** Once the folders are known: the window comes back to their latest chat, unless this one was used; if it is new it is theirs. */
  async #comeHome(chat: ChatController): Promise<void> {
    const first = chat.conversation;
    const isNew = first.turns.length === 0;
    const used = () => `${chat.conversation.id} ${first.turns.length} ${first.draft}`;
    const unused = used();
    await this.#folders();
    const latest = used() === unused ? await this.latest() : first;
    if (used() === unused && latest.turns.length > 0 && latest.id !== first.id) {
      chat.chats.open(latest);
      await this.store.discard(first);
    } else if (isNew) {
      first.workspace = this.#place.workspace();
      if (first.turns.length > 0) await this.store.save(first);
    }
    this.#changed.fire();
  }

  /** Resolves once there is a folder. */
  async #folders(): Promise<void> {
    const { workspace, onWorkspaceChange } = this.#place;
    if (workspace() !== null) return;
    await new Promise<void>((resolve) => {
      const listening = onWorkspaceChange(() => workspace() !== null && resolve());
      this.#start.signal.addEventListener('abort', () => listening.dispose());
    });
  }

  async #settle(chat: ChatController): Promise<void> {
    try {
      await chat.settleLeft();
    } catch (error) {
      this.#place.logger.warn(`what killed windows have spent is not known: ${reasonOf(error)}`);
    }
  }

  async #mine(keys: readonly string[]): Promise<(string | null)[]> {
    const mine: (string | null)[] = [];
    for (const key of [null, ...keys]) if (await this.#family.has(key)) mine.push(key);
    return mine;
  }
}
