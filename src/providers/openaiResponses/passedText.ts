/** Enough to tell two texts of the same length apart. */
const TAIL = 64;

/** A text as far as it was passed on in pieces; keeps its end only, so that memory stays flat. */
export class PassedText {
  #length = 0;
  #tail = '';

  add(piece: string): string {
    this.#length += piece.length;
    this.#tail = (this.#tail + piece).slice(-TAIL);
    return piece;
  }

  /** What the whole text has beyond the pieces; nothing where the pieces say something else. */
  rest(whole: string): string {
    const isContinued = whole.slice(0, this.#length).endsWith(this.#tail);
    return isContinued ? this.add(whole.slice(this.#length)) : '';
  }
}
