import type { BlockChange } from './blockStream.ts';
import { renderBlock } from './drawPiece.ts';
import { enrichBlock } from './enrichBlock.ts';
import { GrowingCode } from './growingCode.ts';
import type { Piece } from './piece.ts';

type Tail = Pick<BlockChange, 'tail' | 'continued' | 'openCode'>;

/** Drawing the tail may take one part of the time in so many. */
const SHARE = 5;
/** A longer tail that nothing can cut is shown as it was written until it is closed. */
const LONGEST_DRAWN = 12_000;
const NOTHING: Tail = { tail: '', continued: undefined, openCode: undefined };

/** The last block of a growing text, drawn anew as it grows, but never so often that it takes most of the time. */
export class TailView {
  readonly element = document.createElement('div');
  #tail = NOTHING;
  #drawn: string | undefined;
  #code: GrowingCode | undefined;
  #plain: Text | undefined;
  /** The tail was drawn as the end of the text: its code may be coloured, so that nothing can be appended to it. */
  #finished = false;
  #restUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.element.className = 'block';
  }

  set(tail: Tail): void {
    if (this.#finished && tail.tail !== this.#tail.tail) this.#beginAnew();
    this.#tail = tail;
    this.element.classList.toggle('continued', tail.continued !== undefined);
  }

  /** Moves code that was drawn while it grew to the place of its closed block; false where it was not drawn here. */
  giveCode({ info, language, text }: NonNullable<Piece['code']>, place: HTMLElement): boolean {
    const code = this.#code;
    if (this.#finished || code?.language !== language || !text.startsWith(code.shown)) return false;
    code.grow(text);
    code.complete(info);
    place.append(code.element);
    this.#code = undefined;
    this.#drawn = undefined;
    enrichBlock(place);
    return true;
  }

  draw(complete: boolean): void {
    clearTimeout(this.#timer);
    if (complete) {
      this.#finish();
      return;
    }
    if (this.#tail.tail === this.#drawn) return;
    const began = performance.now();
    if (began < this.#restUntil) {
      this.#timer = setTimeout(() => this.draw(false), this.#restUntil - began);
      return;
    }
    this.#drawOpen();
    const now = performance.now();
    this.#restUntil = now + (now - began) * (SHARE - 1);
  }

  #drawOpen(): void {
    const { tail, openCode } = this.#tail;
    this.#drawn = tail;
    if (openCode !== undefined) {
      if (this.#code?.language !== openCode.language) {
        this.#code = new GrowingCode(openCode.language);
        this.element.replaceChildren(this.#code.element);
      }
      this.#code.grow(openCode.code);
      return;
    }
    this.#code = undefined;
    if (tail.length < LONGEST_DRAWN) this.#show(renderBlock(tail, this.#tail.continued));
    else this.#drawPlain(tail);
  }

  #drawPlain(tail: string): void {
    if (this.#plain === undefined) {
      const paragraph = document.createElement('p');
      paragraph.className = 'plain-text';
      const text = document.createTextNode('');
      paragraph.append(text);
      this.#show(paragraph);
      this.#plain = text;
    }
    if (tail.startsWith(this.#plain.data)) this.#plain.appendData(tail.slice(this.#plain.length));
    else this.#plain.data = tail;
  }

  #finish(): void {
    const { tail, openCode } = this.#tail;
    this.#drawn = undefined;
    this.#finished = true;
    if (this.#code?.isLong && openCode !== undefined) {
      this.#code.grow(openCode.code);
      this.#code.complete(openCode.info);
    } else {
      this.#code = undefined;
      this.#show(renderBlock(tail, this.#tail.continued));
    }
    enrichBlock(this.element);
    // The margin at the end belongs to what is seen.
    if (tail.trim() === '') this.element.remove();
  }

  /** The text goes on after its end, as a continued answer does. */
  #beginAnew(): void {
    this.#finished = false;
    this.#code = undefined;
    this.#drawn = undefined;
  }

  #show(nodes: Node): void {
    this.#plain = undefined;
    this.element.replaceChildren(nodes);
  }
}
