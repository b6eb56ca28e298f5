import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { Logger } from '../../core/ports/logger.ts';
import type { Conversation } from './conversation.ts';
import { readConversation } from './readConversation.ts';

/**
 * Chats as one file each under the storage folder, written to a temporary file and renamed, so that a crash leaves the
 * old or the new one. Windows on one folder never overwrite each other: who finds that another has written to its chat
 * in the meantime goes on under a new id.
 */
export class ConversationStore {
  readonly #folder: string;
  readonly #logger: Logger;
  /** When each file that this window knows was written last, as it left or found it. */
  readonly #known = new Map<string, number>();
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string, logger: Logger) {
    this.#folder = folder;
    this.#logger = logger;
  }

  /** A chat with nothing in it; it is written with its first message. */
  create(model: string | null): Conversation {
    const now = Date.now();
    return {
      version: 2,
      id: randomUUID(),
      createdAt: now,
      updatedAt: now,
      title: null,
      pinned: false,
      archived: false,
      workspace: null,
      model,
      head: null,
      draft: '',
      compactions: [],
      turns: [],
    };
  }

  /** The chat that was written last, its unfinished answers marked as interrupted; a new one when there is none. */
  async loadLatest(): Promise<Conversation> {
    for (const id of await this.#newestFirst()) {
      const conversation = await this.#read(id);
      if (conversation === undefined) continue;
      for (const turn of conversation.turns) {
        if (turn.role === 'assistant' && (turn.answer.status === 'routing' || turn.answer.status === 'streaming')) {
          turn.answer = { ...turn.answer, status: 'interrupted' };
        }
      }
      return conversation;
    }
    return this.create(null);
  }

  /** Writes a chat; writes come one after the other, in order. A problem is logged and the chat goes on in memory. */
  save(conversation: Conversation): Promise<void> {
    conversation.updatedAt = Date.now();
    this.#writing = this.#writing.then(async () => {
      try {
        await mkdir(this.#folder, { recursive: true, mode: 0o700 });
        if ((await this.#writtenAt(conversation.id)) !== this.#known.get(conversation.id))
          conversation.id = randomUUID();
        const file = this.#file(conversation.id);
        const temporary = `${file}.${process.pid}.tmp`;
        await writeFile(temporary, JSON.stringify(conversation), { mode: 0o600 });
        await rename(temporary, file);
        await this.#remember(conversation.id);
      } catch (error) {
        this.#logger.error(`the chat could not be written: ${error instanceof Error ? error.message : 'unknown'}`);
      }
    });
    return this.#writing;
  }

  /**
   * Writes what is only being written in a chat: that makes it no newer, and where another window has gone on with the
   * chat it is left to that one.
   */
  async saveDraft(conversation: Conversation): Promise<void> {
    await this.#writing;
    if ((await this.#writtenAt(conversation.id)) !== this.#known.get(conversation.id)) return;
    const { updatedAt } = conversation;
    const saved = this.save(conversation);
    conversation.updatedAt = updatedAt;
    await saved;
  }

  #file(id: string): string {
    return join(this.#folder, `${id}.json`);
  }

  async #remember(id: string): Promise<void> {
    const writtenAt = await this.#writtenAt(id);
    if (writtenAt !== undefined) this.#known.set(id, writtenAt);
  }

  async #writtenAt(id: string): Promise<number | undefined> {
    return (await stat(this.#file(id)).catch(() => undefined))?.mtimeMs;
  }

  async #newestFirst(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
    const dated = await Promise.all(ids.map(async (id) => ({ id, at: (await this.#writtenAt(id)) ?? 0 })));
    return dated.sort((a, b) => b.at - a.at).map(({ id }) => id);
  }

  async #read(id: string): Promise<Conversation | undefined> {
    try {
      await this.#remember(id);
      const raw: unknown = JSON.parse(await readFile(this.#file(id), 'utf8'));
      const conversation = readConversation(raw);
      if (conversation?.id === id) return conversation;
    } catch {
      // Said below.
    }
    this.#logger.warn(`the chat ${id} cannot be read and is left as it is`);
    return undefined;
  }
}
