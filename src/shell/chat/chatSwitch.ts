import type { Conversation } from './conversation.ts';

/** An answer that is coming: what stops it, and when it has ended. */
export interface Coming {
  readonly running: AbortController;
  readonly ended: Promise<void>;
}

/** What going from chat to chat asks of the window's one controller. */
export interface ShownChat {
  conversation(): Conversation;
  /** The answer that is coming in it. */
  coming(): Coming | undefined;
  show(conversation: Conversation, coming: Coming | undefined): void;
  /** Stops it and begins a new chat. */
  startAnew(): void;
}

/** Goes from chat to chat: an answer that is coming in one that is left goes on to its end. */
export class ChatSwitch {
  readonly #shown: ShownChat;
  readonly #elsewhere = new Map<Conversation, Coming>();

  constructor(shown: ShownChat) {
    this.#shown = shown;
  }

  /** A chat that this window has in memory: the open one, or one in which an answer is still coming. */
  held(id: string): Conversation | undefined {
    return [this.#shown.conversation(), ...this.#elsewhere.keys()].find((conversation) => conversation.id === id);
  }

  /** Whether an answer is coming in this chat. */
  isBusy(id: string): boolean {
    return id === this.#shown.conversation().id ? this.#shown.coming() !== undefined : this.held(id) !== undefined;
  }

  open(conversation: Conversation): void {
    if (conversation === this.#shown.conversation()) return;
    const left = this.#shown.coming();
    if (left !== undefined) this.#elsewhere.set(this.#shown.conversation(), left);
    const coming = this.#elsewhere.get(conversation);
    this.#elsewhere.delete(conversation);
    this.#shown.show(conversation, coming);
  }

  /** Stops what is coming in a chat that is going to be deleted; if it is the open one, a new chat begins. */
  abandon(id: string): void {
    for (const [conversation, { running }] of this.#elsewhere) if (conversation.id === id) running.abort();
    if (this.#shown.conversation().id === id) this.#shown.startAnew();
  }

  /** The answer of a chat has ended. */
  ended(conversation: Conversation): void {
    this.#elsewhere.delete(conversation);
  }

  /** Stops every answer in chats that are not shown; resolves when they are written. */
  async stopAll(): Promise<void> {
    const all = [...this.#elsewhere.values()];
    for (const { running } of all) running.abort();
    await Promise.all(all.map(({ ended }) => ended));
  }
}
