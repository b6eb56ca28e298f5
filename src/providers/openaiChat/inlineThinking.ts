import type { ProviderEvent } from '../../core/ports/provider.ts';

const OPEN = '<think>';
const CLOSE = '</think>';

/** Splits text that begins with `<think>…</think>` into reasoning and answer, however it is cut into pieces. */
export class InlineThinking {
  #state: 'start' | 'thinking' | 'gap' | 'answer' = 'start';
  #held = '';

  *push(delta: string): Generator<ProviderEvent, void> {
    this.#held += delta;
    if (this.#state === 'start') this.#begin();
    if (this.#state === 'thinking') yield* this.#think();
    if (this.#state === 'gap') this.#skipGap();
    if (this.#state === 'answer' && this.#held !== '') yield { type: 'text', delta: this.#take(this.#held.length) };
  }

  /** What was held back because it might have become a tag. */
  *end(): Generator<ProviderEvent, void> {
    if (this.#held === '') return;
    const type = this.#state === 'thinking' ? 'reasoning' : 'text';
    yield { type, delta: this.#take(this.#held.length) };
  }

  #begin(): void {
    const start = this.#held.trimStart();
    if (start.startsWith(OPEN)) {
      this.#held = start.slice(OPEN.length);
      this.#state = 'thinking';
    } else if (!OPEN.startsWith(start)) this.#state = 'answer';
  }

  *#think(): Generator<ProviderEvent, void> {
    const end = this.#held.indexOf(CLOSE);
    if (end >= 0) {
      if (end > 0) yield { type: 'reasoning', delta: this.#take(end) };
      this.#held = this.#held.slice(CLOSE.length);
      this.#state = 'gap';
      return;
    }
    const safe = this.#held.length - partialClose(this.#held);
    if (safe > 0) yield { type: 'reasoning', delta: this.#take(safe) };
  }

  /** The blank lines between thinking and answer belong to neither. */
  #skipGap(): void {
    this.#held = this.#held.trimStart();
    if (this.#held !== '') this.#state = 'answer';
  }

  #take(length: number): string {
    const taken = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    return taken;
  }
}

/** How many characters at the end may be the beginning of the closing tag. */
function partialClose(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(CLOSE.slice(0, length))) return length;
  }
  return 0;
}
