import type { ChatHost } from './chatHost.ts';
import type { Conversation } from './conversation.ts';
import { type Tree, without } from './tree.ts';
import type { Turn } from './turns.ts';

/** How long a deletion can be undone if nothing else happens. */
const UNDO_MS = 12_000;

/**
 * Messages that were deleted and can still be had back: on disk nothing is lost until the reader does something else or a
 * while has passed.
 */
export class Deletions {
  readonly #chat: ChatHost;
  #undo: { readonly conversation: Conversation; readonly before: Tree; readonly role: Turn['role'] } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(chat: ChatHost) {
    this.#chat = chat;
  }

  /** What was deleted last and can be had back. */
  get undoable(): Turn['role'] | undefined {
    return this.#undo?.role;
  }

  /** Whether the file of this chat must be left as it is. */
  holds(conversation: Conversation): boolean {
    return this.#undo?.conversation === conversation;
  }

  /** Takes a message out of sight: a question with all that follows it, an answer alone. */
  remove(id: string): void {
    void this.settle();
    const { conversation } = this.#chat;
    const gone = conversation.turns.find((turn) => turn.id === id);
    if (gone === undefined || this.#chat.busy) return;
    const { turns, head } = conversation;
    this.#undo = { conversation, before: { turns, head }, role: gone.role };
    Object.assign(conversation, without(conversation, id));
    this.#timer = setTimeout(() => void this.settle(), UNDO_MS);
    this.#chat.changed();
  }

  undo(): void {
    if (this.#undo === undefined) return;
    const { conversation, before } = this.#undo;
    this.#forget();
    Object.assign(conversation, before);
    this.#chat.changed();
    // Its name or place in the list may have been written meanwhile, without these messages.
    void this.#chat.save();
  }

  /** From now on what was deleted is gone. */
  async settle(): Promise<void> {
    if (this.#undo === undefined) return;
    this.#forget();
    this.#chat.changed();
    await this.#chat.save();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#undo = undefined;
  }
}
