/** Ends a text at the first of some stop sequences while it streams in, as vendors do that can be told of them. */
export class StopCutter {
  readonly #stops: readonly string[];
  #held = '';
  #found = false;

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '');
  }

  /** Whether the text has ended. */
  get found(): boolean {
    return this.#found;
  }

  /** What may be shown after this delta; what may turn out to begin a stop sequence is held back. */
  push(delta: string): string {
    if (this.#found) return '';
    const text = this.#held + delta;
    const starts = this.#stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
    this.#found = starts.length > 0;
    const end = this.#found ? Math.min(...starts) : text.length - Math.max(0, ...this.#stops.map(begunIn(text)));
    this.#held = this.#found ? '' : text.slice(end);
    return text.slice(0, end);
  }

  /** What is still held back; to be called at the end. */
  flush(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

/** How many characters at the end of a text begin a stop sequence. */
function begunIn(text: string): (stop: string) => number {
  return (stop) => {
    let length = Math.min(stop.length - 1, text.length);
    while (length > 0 && !text.endsWith(stop.slice(0, length))) length--;
    return length;
  };
}
