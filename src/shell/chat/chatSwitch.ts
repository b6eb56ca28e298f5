import type { Conversation } from './conversation.ts';

/** An answer that is coming: what stops it, whether only its writing is left, and when that is done too. */
interface Coming {
  readonly running: AbortController;
  isOver: boolean;
  ended: Promise<void>;
}

/** What going from chat to chat asks of the window's one controller. */
export interface ShownChat {
  conversation(): Conversation;
  show(conversation: Conversation): void;
  /** Begins a new chat. */
  startAnew(): void;
  /** The chats whose question is going to be asked again by itself. */
  waiting(): Iterable<Conversation>;
  stopWaiting(id: string): void;
}

/** Goes from chat to chat: an answer that is coming in one that is left goes on to its end. */
export class ChatSwitch {
  readonly #shown: ShownChat;
  readonly #coming = new Map<Conversation, Coming>();

  constructor(shown: ShownChat) {
    this.#shown = shown;
  }

  /** A chat that this window has in memory: the open one, or one whose answer is not on disk as a whole or still to be asked for. */
  held(id: string): Conversation | undefined {
    const held = [this.#shown.conversation(), ...this.#coming.keys(), ...this.#shown.waiting()];
    return held.find((conversation) => conversation.id === id);
  }

  /** Whether an answer is coming in this chat, the shown one where none is named. */
  isBusy(id = this.#shown.conversation().id): boolean {
    return [...this.#coming].some(([conversation, { isOver }]) => conversation.id === id && !isOver);
  }

  open(conversation: Conversation): void {
    if (conversation !== this.#shown.conversation()) this.#shown.show(conversation);
  }

  /** Stops what is coming in a chat that is going to be deleted; if it is the open one, a new chat begins. */
  abandon(id: string): void {
    this.#shown.stopWaiting(id);
    void this.stop(id);
    if (this.#shown.conversation().id === id) this.#shown.startAnew();
  }

  /** Lets an answer come into a chat until it is written; resolves with whether nobody stopped it. */
  async run(conversation: Conversation, answer: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    const running = new AbortController();
    const coming: Coming = { running, isOver: false, ended: Promise.resolve() };
    this.#coming.set(conversation, coming);
    coming.ended = answer(running.signal);
    try {
      await coming.ended;
    } finally {
      // The next answer may have begun while this one was written.
      if (this.#coming.get(conversation) === coming) this.#coming.delete(conversation);
    }
    return !running.signal.aborted;
  }

  /** The answer of a chat has all its words: it has only to be written. */
  over(conversation: Conversation): void {
    const coming = this.#coming.get(conversation);
    if (coming !== undefined) coming.isOver = true;
  }

  /** Stops the answer that is coming in a chat, the shown one where none is named; resolves when it is written. */
  async stop(id = this.#shown.conversation().id): Promise<void> {
    await this.#stop(({ id: other }) => other === id);
  }

  /** Stops every answer; resolves when they are written. */
  async stopAll(): Promise<void> {
    await this.#stop(() => true);
  }

  async #stop(isMeant: (conversation: Conversation) => boolean): Promise<void> {
    const meant = [...this.#coming].filter(([conversation]) => isMeant(conversation)).map(([, coming]) => coming);
    for (const { running } of meant) running.abort();
    await Promise.all(meant.map(({ ended }) => ended));
  }
}
