import type { Conversation } from './conversation.ts';

/** A draft is written this long after the last change. */
const SAVE_AFTER_MS = 1000;

/** Keeps what is being written with the chat it is written in, also when that chat has just been left. */
export class Drafts {
  readonly #save: (conversation: Conversation) => Promise<void>;
  #shown: Conversation;
  #left: Conversation | undefined;
  #unsaved: Conversation | undefined;
  #timer: NodeJS.Timeout | undefined;
  #opened = 0;

  /** `save` must not make a chat newer or copy it. */
  constructor(shown: Conversation, save: (conversation: Conversation) => Promise<void>) {
    this.#shown = shown;
    this.#save = save;
  }

  /** Counts the chats that were opened: only another number than before replaces what a reader is writing. */
  get opened(): number {
    return this.#opened;
  }

  /** Another chat is shown from now on. */
  open(conversation: Conversation): void {
    if (conversation === this.#shown) return;
    this.#left = this.#shown;
    this.#shown = conversation;
    this.#opened += 1;
  }

  /** Puts words back that could not be sent; where their chat is shown they stand in the composer again. */
  bringBack(conversation: Conversation, text: string): void {
    conversation.draft = text;
    if (conversation !== this.#shown) return;
    this.#left = conversation;
    this.#opened += 1;
  }

  /**
   * The text was changed in the chat that was opened as this one; without a number in the shown chat. Returns whether it
   * is another one than before.
   */
  change(text: string, opened = this.#opened): boolean {
    const conversation = { [this.#opened]: this.#shown, [this.#opened - 1]: this.#left }[opened];
    if (conversation === undefined || conversation.draft === text) return false;
    if (this.#unsaved !== conversation) void this.flush();
    conversation.draft = text;
    this.#unsaved = conversation;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), SAVE_AFTER_MS);
    return true;
  }

  /** Writes what is not written yet. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const conversation = this.#unsaved;
    this.#unsaved = undefined;
    if (conversation !== undefined) await this.#save(conversation);
  }
}
