import type { ServerResponse } from 'node:http';
import type { Limits } from './limits.ts';

/**
 * Writes server-sent events to a client. Words that come in one turn of the event loop go out as one event, and so do those
 * that wait for a slow reader; what waits is bounded, as long as who writes asks for `room`.
 */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #limits: Limits;
  readonly #frame: (kind: 'text' | 'reasoning', words: string) => string;
  #framed = '';
  #kind: 'text' | 'reasoning' = 'text';
  #words = '';
  #scheduled = false;
  #begun = false;
  #blocked = false;
  #ended = false;
  #onRoom: (() => void) | undefined;
  #unread: NodeJS.Timeout | undefined;

  /** `frame` writes words as an event. */
  constructor(response: ServerResponse, limits: Limits, frame: (kind: 'text' | 'reasoning', words: string) => string) {
    this.#limits = limits;
    this.#response = response;
    this.#frame = frame;
    response.once('close', () => {
      this.#ended = true;
      this.#unblock();
    });
  }

  /** Some words, to be framed. */
  words(kind: 'text' | 'reasoning', words: string): void {
    if (kind !== this.#kind) this.#frameWords();
    this.#kind = kind;
    this.#words += words;
    this.#schedule();
  }

  /** Events that are framed already. */
  events(framed: string): void {
    this.#frameWords();
    this.#framed += framed;
    this.#schedule();
  }

  /** Ends the answer with these last events and trailers. */
  end(framed: string, trailers: Readonly<Record<string, string>> = {}): void {
    this.#frameWords();
    const last = this.#framed + framed;
    this.#framed = '';
    this.#ended = true;
    this.#response.addTrailers(trailers);
    this.#response.end(last);
    // A reader who never reads the end holds nobody up but himself: the socket is not kept for long.
    if (!this.#response.writableFinished)
      this.#response.setTimeout(this.#limits.unreadMs, () => this.#response.destroy());
  }

  /** Resolves at once, or, while too much waits for a slow reader, when he has read or gone. */
  room(): Promise<void> | undefined {
    if (!this.#blocked || this.#ended || this.#waiting < this.#limits.waitingCharacters) return undefined;
    return new Promise((resolve) => {
      this.#onRoom = resolve;
    });
  }

  get #waiting(): number {
    return this.#framed.length + this.#words.length;
  }

  #schedule(): void {
    if (this.#scheduled || this.#blocked || this.#ended) return;
    // The first word goes at once.
    if (!this.#begun) {
      this.#flush();
      return;
    }
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#blocked || this.#ended) return;
    this.#frameWords();
    const events = this.#framed;
    if (events === '') return;
    this.#framed = '';
    this.#begun = true;
    if (this.#response.write(events)) return;
    this.#blocked = true;
    this.#unread = setTimeout(() => this.#response.destroy(), this.#limits.unreadMs);
    this.#response.once('drain', () => {
      this.#unblock();
      this.#flush();
    });
  }

  #unblock(): void {
    this.#blocked = false;
    clearTimeout(this.#unread);
    this.#onRoom?.();
    this.#onRoom = undefined;
  }

  #frameWords(): void {
    if (this.#words === '') return;
    this.#framed += this.#frame(this.#kind, this.#words);
    this.#words = '';
  }
}
