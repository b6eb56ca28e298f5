import type { ChatHost } from './chatHost.ts';
import type { QueuedMessage } from './turns.ts';

/** The messages that wait until the answer before them is whole; they are kept with their chat. */
export class MessageQueue {
  readonly #chat: ChatHost;

  constructor(chat: ChatHost) {
    this.#chat = chat;
  }

  get waiting(): readonly QueuedMessage[] {
    return this.#chat.conversation.queue ?? [];
  }

  /** Adds a message to the queue of a chat, the shown one where none is named. */
  add(message: QueuedMessage, conversation = this.#chat.conversation): void {
    this.#set([...(conversation.queue ?? []), message], conversation);
  }

  /** Takes a message out of the queue, the first one where none is named; undefined when it is not there any more. */
  take(id = this.waiting[0]?.id): QueuedMessage | undefined {
    const taken = this.waiting.find((message) => message.id === id);
    if (taken !== undefined) this.#set(this.waiting.filter((message) => message !== taken));
    return taken;
  }

  #set(queue: QueuedMessage[], conversation = this.#chat.conversation): void {
    conversation.queue = queue;
    this.#chat.changed();
    void this.#chat.save(conversation);
  }
}
