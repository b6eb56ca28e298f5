import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../core/ports/logger.ts';
import { withFileLock } from '../../storage/fileLock.ts';
import type { Stamp } from '../../storage/history/historyEntry.ts';
import type { KnownChat } from '../../storage/history/historyIndex.ts';
import { logTroubles, reasonOf, type TellTrouble } from '../../storage/storageTrouble.ts';
import { type ChatFile, readChatFile, writeChatFile, writtenAt } from './chatFile.ts';
import type { Conversation } from './conversation.ts';
import { type Asked, emptyConversation } from './emptyConversation.ts';
import { leftBehind, UNFINISHED } from './leftBehind.ts';
import { Trash } from './trash.ts';
import { seeToUnreadable } from './unreadableChat.ts';
import { UnwrittenChats } from './unwrittenChats.ts';

/** Nobody writes a chat for so long. */
const LEFT_OVER_MS = 3_600_000;

type Workspace = Conversation['workspace'];
/** What can change without anything being said. */
export type ChatChange = Partial<Pick<Conversation, 'title' | 'titledBy' | 'pinned' | 'archived'>>;

interface Known {
  readonly at: number;
  readonly revision: string | undefined;
}

/**
 * Chats as one file each under one folder of all windows. Windows never overwrite each other: who finds that another has
 * gone on with its chat in the meantime goes on under a new id; a name that another window gave it is taken on.
 */
export class ConversationStore {
  readonly #folder: string;
  readonly #logger: Logger;
  readonly #workspace: () => Workspace;
  readonly #trash: Trash;
  readonly #tell: TellTrouble;
  readonly #unwritten: UnwrittenChats;
  /** Each file that this window knows, as it left or found it. */
  readonly #known = new Map<string, Known>();
  readonly #removed = new Set<string>();
  readonly #listeners = new Set<(id: string) => void>();
  #writing: Promise<unknown> = Promise.resolve();

  /** `tell` hears of files that are damaged or of a newer version, and of chats that cannot be written. */
  constructor(
    folder: string,
    logger: Logger,
    workspace: () => Workspace = () => null,
    tell: TellTrouble = logTroubles(logger),
  ) {
    this.#folder = folder;
    this.#logger = logger;
    this.#workspace = workspace;
    this.#trash = new Trash(`${folder}.trash`);
    this.#tell = tell;
    this.#unwritten = new UnwrittenChats((chat) => this.#write(chat.id, () => this.#put(chat), { chat }), tell);
  }

  get folder(): string {
    return this.#folder;
  }

  /** A chat with nothing in it; it is written with its first message. */
  create(asked: Asked = { model: null }): Conversation {
    return emptyConversation(asked, this.#workspace());
  }

  /** Calls back with the id of every chat that this window has written or removed. */
  onWrite(listener: (id: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The newest chat of the wanted workspaces in which something was said; a new one when there is none. What the index knows need not be read. */
  async loadLatest(
    wanted: (workspace: string | null) => boolean | Promise<boolean> = () => true,
    index: ReadonlyMap<string, KnownChat> = new Map(),
  ): Promise<Conversation> {
    const files = [...(await this.stamps())].map(([id, stamp]) => {
      const known = index.get(id);
      const isKnown = known?.mtimeMs === stamp.mtimeMs && known.size === stamp.size;
      return isKnown ? { id, at: known.updatedAt, known } : { id, at: stamp.mtimeMs };
    });
    for (const { id, known } of files.sort((a, b) => b.at - a.at)) {
      if (known !== undefined && !(await wanted(known.workspace))) continue;
      const conversation = await this.load(id);
      // One that was only begun is no chat to come back to: another window may have it open.
      if (conversation === undefined || conversation.archived || conversation.turns.length === 0) continue;
      if (await wanted(conversation.workspace?.key ?? null)) return conversation;
    }
    return this.create();
  }

  /** A chat to go on with, its unfinished answers marked as interrupted; undefined, and told, when it cannot be read. */
  async load(id: string): Promise<Conversation | undefined> {
    const conversation = (await this.#read(id))?.conversation;
    // Another window may have restored what this one removed.
    if (conversation !== undefined) this.#removed.delete(id);
    return conversation && leftBehind(conversation);
  }

  /** A chat some answer of which seems to have been left unfinished, as it would be loaded; most files need only be skimmed for that. */
  async peekLeft(id: string): Promise<Conversation | undefined> {
    const text = await readFile(this.file(id), 'utf8').catch(() => '');
    if (!UNFINISHED.test(text)) return undefined;
    const found = await readChatFile(this.file(id)).catch(() => undefined);
    return found && leftBehind(found.conversation);
  }

  /** A chat to look at, as it is; undefined when it cannot be read. */
  async peek(id: string): Promise<Conversation | undefined> {
    const found = await readChatFile(this.file(id)).catch(() => undefined);
    // The list tells of those of a newer version.
    const tell: TellTrouble = (trouble) => trouble.type !== 'newer' && this.#tell(trouble);
    if (found === undefined) await seeToUnreadable(this.file(id), this.#logger, tell);
    return found?.conversation;
  }

  /** Every chat's file as it looks now. */
  async stamps(): Promise<ReadonlyMap<string, Stamp>> {
    const names = await readdir(this.#folder).catch(() => []);
    const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
    const stamps = await Promise.all(ids.map(async (id) => [id, await this.stamp(id)] as const));
    return new Map(stamps.flatMap(([id, stamp]) => (stamp === undefined ? [] : [[id, stamp] as const])));
  }

  /** One chat's file as it looks now. */
  async stamp(id: string): Promise<Stamp | undefined> {
    const found = await stat(this.file(id)).catch(() => undefined);
    return found === undefined ? undefined : { mtimeMs: found.mtimeMs, size: found.size };
  }

  /**
   * Writes a chat; writes come one after the other, in order. Where that fails the chat goes on in memory, and is written
   * when it can be.
   */
  async save(conversation: Conversation): Promise<void> {
    conversation.updatedAt = Date.now();
    await this.#write(conversation.id, () => this.#put(conversation), { chat: conversation });
  }

  /** Names, pins or archives a chat that is open in this window or lies on disk; false when it could not be written. */
  change(id: string, change: ChatChange, open?: Conversation): Promise<boolean> {
    if (open !== undefined) {
      Object.assign(open, change);
      return this.#write(id, () => this.#put(open), { chat: open });
    }
    return this.#write(id, async () => {
      await this.#locked(id, async () => {
        const found = await this.#read(id);
        if (found === undefined) throw new Error('it cannot be read');
        await this.#replace({
          revision: found.revision ?? randomUUID(),
          conversation: { ...found.conversation, ...change },
        });
      });
    });
  }

  /** Writes a chat that was not here before. */
  add(conversation: Conversation): Promise<boolean> {
    this.#removed.delete(conversation.id);
    return this.#write(conversation.id, () => this.#put(conversation), { chat: conversation });
  }

  /** Takes a chat out of the list; for a week it can be restored. What this window still writes to it is dropped. */
  remove(id: string): Promise<boolean> {
    this.#removed.add(id);
    this.#unwritten.forget(id);
    return this.#write(id, () => this.#locked(id, () => this.#trash.take(id, this.file(id))), { always: true });
  }

  /** Brings a removed chat back. */
  restore(id: string): Promise<boolean> {
    this.#removed.delete(id);
    return this.#write(id, async () => {
      await this.#trash.giveBack(id, this.file(id));
      this.#known.delete(id);
    });
  }

  /** The chats that can be restored, the last removed first. */
  removed(): ReturnType<Trash['list']> {
    return this.#trash.list();
  }

  /** Removes a chat in which nothing was ever said. */
  async discard({ id, turns, draft }: Conversation): Promise<void> {
    if (turns.length > 0 || draft !== '') return;
    await this.#write(id, () => rm(this.file(id), { force: true }), { always: true });
  }

  /** Forgets for good what was removed more than a week ago, and what killed windows had half written. */
  async purge(): Promise<void> {
    await this.#trash.purge();
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (!name.endsWith('.tmp') && !name.endsWith('.lock')) continue;
      const path = join(this.#folder, name);
      const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
      if (age > LEFT_OVER_MS) await rm(path, { force: true });
    }
  }

  /** `chat`: what is written, to be tried again. Of what this window has removed nothing is written, unless `always`. */
  async #write(
    id: string,
    work: () => Promise<unknown>,
    { chat, always }: { readonly chat?: Conversation; readonly always?: true } = {},
  ): Promise<boolean> {
    const written = this.#writing.then(async () => {
      if (always !== true && this.#removed.has(id)) return false;
      try {
        await mkdir(this.#folder, { recursive: true, mode: 0o700 });
        await work();
        if (chat !== undefined) this.#unwritten.written(chat);
        return true;
      } catch (error) {
        if (chat === undefined) this.#logger.error(`the chat could not be written: ${reasonOf(error)}`);
        else this.#unwritten.failed(chat, error);
        return false;
      }
    });
    this.#writing = written;
    if (await written) for (const listener of this.#listeners) listener(id);
    return written;
  }

  #put(conversation: Conversation): Promise<void> {
    return this.#locked(conversation.id, async () => {
      await this.#meetOthers(conversation);
      await this.#replace({ conversation, revision: randomUUID() });
    });
  }

  /** What another window has done to the file since this one saw it. */
  async #meetOthers(conversation: Conversation): Promise<void> {
    const known = this.#known.get(conversation.id);
    const file = this.file(conversation.id);
    if ((await writtenAt(file)) === known?.at) return;
    const theirs = await readChatFile(file).catch(() => undefined);
    if (known?.revision !== undefined && theirs?.revision === known.revision) {
      const { title, titledBy, pinned, archived } = theirs.conversation;
      Object.assign(conversation, { title, pinned, archived }, titledBy === undefined ? {} : { titledBy });
    } else conversation.id = randomUUID();
  }

  async #replace(content: ChatFile): Promise<void> {
    const { id } = content.conversation;
    await writeChatFile(this.file(id), content);
    await this.#remember(id, content.revision);
  }

  #locked<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    return withFileLock(`${this.file(id)}.lock`, work);
  }

  /**
   * Writes what is only being written in a chat: that makes it no newer, and where another window has gone on with the
   * chat it is left to that one.
   */
  async saveDraft(conversation: Conversation): Promise<void> {
    const { id } = conversation;
    await this.#write(id, () =>
      this.#locked(id, async () => {
        const known = this.#known.get(id);
        if ((await writtenAt(this.file(id))) !== known?.at) return;
        await this.#replace({ conversation, revision: known?.revision ?? randomUUID() });
      }),
    );
  }

  /** Where a chat lies. */
  file(id: string): string {
    return join(this.#folder, `${id}.json`);
  }

  async #remember(id: string, revision: string | undefined): Promise<void> {
    const at = await writtenAt(this.file(id));
    if (at !== undefined) this.#known.set(id, { at, revision });
  }

  async #read(id: string): Promise<ChatFile | undefined> {
    try {
      // Before it is read: what another window writes meanwhile is then seen as unknown.
      const at = await writtenAt(this.file(id));
      const found = await readChatFile(this.file(id));
      if (found?.conversation.id === id && at !== undefined) {
        this.#known.set(id, { at, revision: found.revision });
        return found;
      }
    } catch {
      // Told below.
    }
    await seeToUnreadable(this.file(id), this.#logger, this.#tell);
    return undefined;
  }
}
