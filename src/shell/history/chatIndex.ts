import { type FSWatcher, watch } from 'node:fs';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from '../../core/ports/logger.ts';
import { isBeyondUse } from '../../storage/damage.ts';
import type { HistoryIndex, KnownChat } from '../../storage/history/historyIndex.ts';
import { MemoryHistory } from '../../storage/history/memoryHistory.ts';
import { openHistory, removeHistory } from '../../storage/history/openHistory.ts';
import { isBusy } from '../../storage/isBusy.ts';
import { isUnwritable } from '../../storage/isUnwritable.ts';
import { reasonOf } from '../../storage/storageTrouble.ts';
import type { ConversationStore } from '../chat/conversationStore.ts';
import { entryOf } from './entryOf.ts';
import { newerEntry } from './newerEntry.ts';

const TRIES = 100;
const WAIT_MS = 50;
/** While an answer comes its chat is written again and again: it is indexed when that pauses. */
const QUIET_MS = 1000;
/** One that is not in the list yet does not wait for the end of its first answer. */
const SOON_MS = 100;
/** So often at most the list asks for all files to be compared. */
const SYNC_AGAIN_MS = 5000;
/** After so many new chats the list is shown anew. */
const TOLD_AFTER = 100;

/** Keeps the index true to the chats' files, whoever writes them; files are read one at a time, so that nothing waits. */
export class ChatIndex {
  readonly #store: ConversationStore;
  readonly #file: string;
  readonly #logger: Logger;
  readonly #changed: () => void;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  /** Chats in which nothing was asked yet, by the time of their files. */
  readonly #empty = new Map<string, number>();
  /** Chats that this window found to be of a newer version: to another version than one that said so they may be readable. */
  readonly #newer = new Set<string>();
  /** Chats that this window has put into the index. */
  readonly #listed = new Set<string>();
  #index: Promise<HistoryIndex> | undefined;
  #syncing: Promise<void> | undefined;
  #watcher: FSWatcher | undefined;
  #syncedAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  /** `changed` is called after the list may look different. */
  constructor(store: ConversationStore, file: string, logger: Logger, changed: () => void) {
    this.#store = store;
    this.#file = file;
    this.#logger = logger;
    this.#changed = changed;
    store.onWrite((id) => this.touch(id));
  }

  /** What is indexed, true or not. */
  async known(): Promise<ReadonlyMap<string, KnownChat>> {
    return this.use((index) => index.known());
  }

  /** Asks the index; one that turns out to be damaged is made anew once. */
  async use<Result>(work: (index: HistoryIndex) => Result): Promise<Result> {
    for (let tries = TRIES; ; tries--) {
      const index = await this.#open();
      try {
        return work(index);
      } catch (error) {
        if (tries > 0 && isBusy(error)) await delay(WAIT_MS);
        else if (tries > 1 && isBeyondUse(error)) {
          this.#logger.warn(`the index of the chats is made anew: ${error instanceof Error ? error.message : ''}`);
          await this.#renew();
          tries = 1;
        } else if (isUnwritable(error)) this.#goOnInMemory(error);
        else throw error;
      }
    }
  }

  /** Indexes this chat soon. */
  touch(id: string): void {
    const isListed = this.#listed.has(id);
    if (this.#closed || (!isListed && this.#waiting.has(id))) return;
    clearTimeout(this.#waiting.get(id));
    const refresh = () => void this.refresh(id);
    this.#waiting.set(id, setTimeout(refresh, isListed ? QUIET_MS : SOON_MS));
  }

  /** Indexes this chat now. */
  async refresh(id: string): Promise<void> {
    clearTimeout(this.#waiting.get(id));
    this.#waiting.delete(id);
    if (this.#closed) return;
    try {
      const stamp = await this.#store.stamp(id);
      const before = (await this.known()).get(id);
      // Another window may have indexed what it wrote: then the list still has to be shown anew.
      if (before?.mtimeMs !== stamp?.mtimeMs || before?.size !== stamp?.size) await this.#read(id, stamp);
      this.#changed();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Compares the index with all files and mends it; several calls at once are one. */
  sync(): Promise<void> {
    this.#syncing ??= this.#sync()
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#syncedAt = performance.now();
        this.#syncing = undefined;
      });
    return this.#syncing;
  }

  /** The same, unless it was done a moment ago. */
  syncSometimes(): void {
    if (performance.now() - this.#syncedAt > SYNC_AGAIN_MS) void this.sync();
  }

  /** Whether files are being read at the moment. */
  get isReading(): boolean {
    return this.#syncing !== undefined;
  }

  /** Notices what other windows write from now on. */
  watch(): void {
    if (this.#watcher !== undefined || this.#closed) return;
    try {
      this.#watcher = watch(this.#store.folder, { persistent: false }, (_, name) => {
        if (name?.endsWith('.json')) this.touch(name.slice(0, -'.json'.length));
      });
      this.#watcher.on('error', () => this.unwatch());
    } catch {
      // The folder is not there yet, or this file system tells nothing: the list is read anew whenever it is opened.
    }
  }

  unwatch(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.unwatch();
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    await this.#syncing;
    await this.#index?.then((index) => index.close()).catch(() => undefined);
  }

  async #sync(): Promise<void> {
    const [files, known] = await Promise.all([this.#store.stamps(), this.known()]);
    let changes = 0;
    for (const [id, stamp] of files) {
      if (this.#closed) return;
      const before = known.get(id);
      const isSame = before?.mtimeMs === stamp.mtimeMs && before.size === stamp.size;
      if (isSame && (!before.newer || this.#newer.has(id))) continue;
      if (before === undefined && this.#empty.get(id) === stamp.mtimeMs) continue;
      await this.#read(id, stamp);
      changes += 1;
      if (changes % TOLD_AFTER === 0) this.#changed();
      await nextTurn();
    }
    for (const id of known.keys()) {
      if (files.has(id) || this.#closed) continue;
      await this.use((index) => index.remove(id));
      changes += 1;
    }
    if (changes > 0) this.#changed();
  }

  async #read(id: string, stamp: { mtimeMs: number; size: number } | undefined): Promise<void> {
    const conversation = stamp === undefined ? undefined : await this.#store.peek(id);
    const unread = conversation === undefined && stamp !== undefined;
    const newer = unread ? await newerEntry(id, this.#store.file(id), stamp) : undefined;
    const entry = conversation?.id === id ? entryOf(conversation) : newer;
    if (newer !== undefined) this.#newer.add(id);
    if (entry !== undefined) this.#listed.add(id);
    if (stamp !== undefined && entry === undefined) this.#empty.set(id, stamp.mtimeMs);
    await this.use((index) => {
      if (stamp === undefined || entry === undefined) index.remove(id);
      else index.put(entry, stamp);
    });
  }

  /** The disk is full: the list goes on, and the file is compared with the chats at the next start. */
  #goOnInMemory(error: unknown): void {
    this.#logger.warn(`the index of the chats goes on in memory: ${reasonOf(error)}`);
    const former = this.#index;
    this.#index = Promise.resolve(new MemoryHistory());
    void former?.then((index) => index.close()).catch(() => undefined);
    setTimeout(() => void this.sync());
  }

  #open(): Promise<HistoryIndex> {
    this.#index ??= openHistory(this.#file, this.#logger);
    return this.#index;
  }

  async #renew(): Promise<void> {
    const broken = await this.#index;
    this.#index = undefined;
    try {
      broken?.close();
    } catch {
      // It is thrown away.
    }
    await removeHistory(this.#file);
    void this.sync();
  }

  #failed(error: unknown): void {
    this.#logger.warn(`the chats could not be indexed: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
