import type { ChatHost } from './chatHost.ts';
import type { Conversation } from './conversation.ts';
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

  /** Takes a message out of a queue, the first one where none is named; undefined when it is not there any more. */
  take(id?: string, conversation = this.#chat.conversation): QueuedMessage | undefined {
    const { queue = [] } = conversation;
    const taken = id === undefined ? queue[0] : queue.find((message) => message.id === id);
    if (taken !== undefined)
      this.#set(
        queue.filter((message) => message !== taken),
        conversation,
      );
    return taken;
  }

  #set(queue: QueuedMessage[], conversation: Conversation): void {
    conversation.queue = queue;
    this.#chat.changed();
    void this.#chat.save(conversation);
  }
}
