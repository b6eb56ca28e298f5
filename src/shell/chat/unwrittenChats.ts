import { isFull, reasonOf, type TellTrouble } from '../../storage/storageTrouble.ts';
import type { Conversation } from './conversation.ts';

const RETRY_MS = 5000;

/** Chats that could not be written and go on in memory: told once, and tried again until all of them are on disk. */
export class UnwrittenChats {
  readonly #write: (conversation: Conversation) => Promise<unknown>;
  readonly #tell: TellTrouble;
  readonly #chats = new Set<Conversation>();
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (conversation: Conversation) => Promise<unknown>, tell: TellTrouble) {
    this.#write = write;
    this.#tell = tell;
  }

  failed(conversation: Conversation, error: unknown): void {
    if (this.#chats.size === 0) {
      this.#tell({ type: 'unwritten', what: 'chats', isFull: isFull(error), reason: reasonOf(error) });
    }
    this.#chats.add(conversation);
    this.#timer ??= setTimeout(() => void this.#retry(), RETRY_MS).unref();
  }

  written(conversation: Conversation): void {
    if (!this.#chats.delete(conversation) || this.#chats.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#tell({ type: 'writtenAgain', what: 'chats' });
  }

  /** It is no longer wanted. */
  forget(id: string): void {
    for (const chat of this.#chats) if (chat.id === id) this.#chats.delete(chat);
  }

  async #retry(): Promise<void> {
    this.#timer = undefined;
    for (const chat of [...this.#chats]) await this.#write(chat);
  }
}
