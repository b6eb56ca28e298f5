/** A text without its whitespace, which grows, and where its characters stand in the text itself. */
export class Squeezed {
  #text = '';
  #length = 0;
  /** For each character the place behind it in the text itself. */
  readonly #ends: number[] = [];

  constructor(text = '') {
    this.push(text);
  }

  get text(): string {
    return this.#text;
  }

  push(more: string): void {
    for (const { 0: run, index } of more.matchAll(/\S+/g)) {
      this.#text += run;
      for (let at = 1; at <= run.length; at++) this.#ends.push(this.#length + index + at);
    }
    this.#length += more.length;
  }

  /** Where the text itself ends after so many characters that are no whitespace. */
  endOf(count: number): number {
    return count === 0 ? 0 : (this.#ends[count - 1] ?? this.#length);
  }

  /** Where in the text itself the character of this index stands. */
  placeOf(index: number): number {
    return (this.#ends[index] ?? this.#length + 1) - 1;
  }
}
