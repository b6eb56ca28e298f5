import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../core/ports/logger.ts';
import { type Conversation, conversationSchema } from './conversation.ts';

/**
 * Chats as one file each under the storage folder, written to a temporary file and renamed, so that a crash leaves the
 * old or the new one. Two windows on one folder never overwrite each other: the later one goes on under a new id.
 */
export class ConversationStore {
  readonly #folder: string;
  readonly #logger: Logger;
  readonly #writer = randomUUID();
  #writing: Promise<void> = Promise.resolve();
  #own: string | undefined;

  constructor(folder: string, logger: Logger) {
    this.#folder = folder;
    this.#logger = logger;
  }

  /** A chat with nothing in it; it is written with its first message. */
  create(model: string | null): Conversation {
    return { version: 1, id: randomUUID(), writer: this.#writer, updatedAt: Date.now(), model, turns: [] };
  }

  /** The chat that was written last, its unfinished answers marked as interrupted; a new one when there is none. */
  async loadLatest(): Promise<Conversation> {
    let latest: Conversation | undefined;
    for (const name of await this.#names()) {
      const conversation = await this.#read(name);
      if (conversation !== undefined && conversation.updatedAt > (latest?.updatedAt ?? 0)) latest = conversation;
    }
    if (latest === undefined) return this.create(null);
    for (const turn of latest.turns) {
      if (turn.role === 'assistant' && (turn.answer.status === 'routing' || turn.answer.status === 'streaming')) {
        turn.answer = { ...turn.answer, status: 'interrupted' };
      }
    }
    return latest;
  }

  /** Writes a chat; writes come one after the other, in order. Problems are logged and the chat goes on in memory. */
  save(conversation: Conversation): Promise<void> {
    conversation.updatedAt = Date.now();
    this.#writing = this.#writing.then(async () => {
      try {
        await this.#claim(conversation);
        await mkdir(this.#folder, { recursive: true, mode: 0o700 });
        const file = join(this.#folder, `${conversation.id}.json`);
        const temporary = `${file}.${process.pid}.tmp`;
        await writeFile(temporary, JSON.stringify(conversation), { mode: 0o600 });
        await rename(temporary, file);
      } catch (error) {
        this.#logger.error(`the chat could not be written: ${error instanceof Error ? error.message : 'unknown'}`);
      }
    });
    return this.#writing;
  }

  /** Takes a chat over from a window that is gone, or leaves it to one that wrote it in the meantime. */
  async #claim(conversation: Conversation): Promise<void> {
    if (this.#own === conversation.id) return;
    const onDisk = await this.#read(`${conversation.id}.json`);
    if (onDisk !== undefined && onDisk.writer !== conversation.writer) conversation.id = randomUUID();
    conversation.writer = this.#writer;
    this.#own = conversation.id;
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => name.endsWith('.json'));
    } catch {
      return [];
    }
  }

  async #read(name: string): Promise<Conversation | undefined> {
    try {
      const raw: unknown = JSON.parse(await readFile(join(this.#folder, name), 'utf8'));
      const parsed = conversationSchema.safeParse(raw);
      if (parsed.success) return parsed.data;
      this.#logger.warn(`the chat ${name} cannot be read and is left as it is`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.#logger.warn(`the chat ${name} cannot be read and is left as it is`);
    }
    return undefined;
  }
}
