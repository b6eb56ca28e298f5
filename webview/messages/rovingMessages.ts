import { composerKey } from '../composer/composerKey.ts';
import type { MessageElement } from './messageElement.ts';

/** Where a key moves among so many messages, from the one at `index`; undefined for a key that moves nowhere. */
const MOVES: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowUp: (index) => Math.max(0, index - 1),
  ArrowDown: (index, count) => Math.min(count - 1, index + 1),
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/**
 * Makes the list one stop of the Tab key: the message that had the focus last, else the newest. From there Tab goes through
 * the controls of this message and then leaves the list; Escape goes back from a control to the message. With the focus on
 * a message, not inside it, the arrow keys, Home and End move on to others.
 */
export class RovingMessages {
  #messages: readonly MessageElement[] = [];
  #stop: MessageElement | undefined;

  constructor(list: HTMLElement) {
    list.addEventListener('focusin', ({ target }) => this.#rest(messageOf(target)));
    list.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** To be called when messages came or went. */
  update(messages: readonly MessageElement[]): void {
    const newest = messages.at(-1);
    const isNew = newest !== this.#messages.at(-1);
    this.#messages = messages;
    const isThere = this.#stop !== undefined && messages.includes(this.#stop);
    if (!isThere || (isNew && !this.#stop?.contains(document.activeElement))) this.#rest(newest);
  }

  #rest(message: MessageElement | undefined): void {
    if (message === undefined || message === this.#stop) return;
    if (this.#stop !== undefined) this.#stop.tabIndex = -1;
    message.tabIndex = 0;
    this.#stop = message;
  }

  #onKey(event: KeyboardEvent): void {
    if (!event.defaultPrevented && composerKey(event) === 'stop') messageOf(event.target)?.focus();
    const move = MOVES[event.key];
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    const index = this.#messages.indexOf(event.target as MessageElement);
    if (move === undefined || !isPlain || index < 0) return;
    event.preventDefault();
    const next = this.#messages[move(index, this.#messages.length)];
    next?.focus();
    // A message higher than the view is shown from its beginning.
    next?.scrollIntoView({ block: next.offsetHeight > innerHeight / 2 ? 'start' : 'nearest' });
  }
}

function messageOf(target: EventTarget | null): MessageElement | undefined {
  return target instanceof Element ? (target.closest<MessageElement>('switchyard-message') ?? undefined) : undefined;
}
