/** Typing is not told letter by letter. */
const RESTS_MS = 150;

/** Tells of a text that changes, once it rests. */
export class DraftPost {
  readonly #post: (text: string) => void;
  #waiting: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(post: (text: string) => void) {
    this.#post = post;
  }

  change(text: string): void {
    this.#waiting = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), RESTS_MS);
  }

  /** Tells at once what is still waiting. */
  flush(): void {
    clearTimeout(this.#timer);
    const text = this.#waiting;
    this.#waiting = undefined;
    if (text !== undefined) this.#post(text);
  }
}
