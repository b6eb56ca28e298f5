import type { ChatEvent } from '../../core/chat/chatEvent.ts';

/** About one frame: faster posts would only be drawn together. */
const FRAME_MS = 16;

/**
 * Joins the events of an answer per frame. The first after a pause goes out at once; neighbouring deltas of one kind
 * become one.
 */
export class EventBatcher {
  readonly #post: (events: ChatEvent[]) => void;
  #events: ChatEvent[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(post: (events: ChatEvent[]) => void) {
    this.#post = post;
  }

  push(event: ChatEvent): void {
    const last = this.#events.at(-1);
    if (last !== undefined && isDelta(event) && last.type === event.type) {
      this.#events[this.#events.length - 1] = { ...event, delta: last.delta + event.delta };
    } else {
      this.#events.push(event);
    }
    if (this.#timer === undefined) this.#send();
  }

  /** Sends what is held back. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#events.length > 0) this.#post(this.#events);
    this.#events = [];
  }

  /** Forgets what is held back. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#events = [];
  }

  #send(): void {
    this.flush();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#events.length > 0) this.#send();
    }, FRAME_MS);
  }
}

function isDelta(event: ChatEvent): event is Extract<ChatEvent, { delta: string }> {
  return event.type === 'text' || event.type === 'reasoning';
}
