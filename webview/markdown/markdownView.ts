import { hasTime, inSlices } from '../drawing/inSlices.ts';
import { BlockStream } from './blockStream.ts';
import { DrawnSoFar } from './drawnSoFar.ts';
import { drawPiece } from './drawPiece.ts';
import { drawsFromEnd } from './drawsFromEnd.ts';
import { levelHeadings } from './levelHeadings.ts';
import type { Piece } from './piece.ts';
import { TailView } from './tailView.ts';

/** Text that comes all at once is divided in steps of so many characters. */
const STEP = 16_000;
/** With more pieces than these it matters at which end drawing begins. */
const FEW = 3;

/**
 * Draws a growing Markdown text into an element: a closed piece is drawn once and its nodes are never touched again, only
 * the tail is drawn anew. Code is coloured once its block is closed. What is too much for one task is drawn in slices,
 * what the reader sees first; meanwhile the element has `data-drawing`.
 */
export class MarkdownView {
  readonly #root: HTMLElement;
  readonly #stream = new BlockStream();
  readonly #tail = new TailView();
  /** Closed pieces whose place is still empty, in order. */
  #undrawn: { readonly place: HTMLElement; readonly piece: Piece }[] = [];
  #drawn = new DrawnSoFar();
  #fromEnd: boolean | undefined;
  #source = '';
  #complete = false;
  /** How much of the source is divided into pieces. */
  #divided = 0;
  #isDivided = true;
  #working = false;

  constructor(root: HTMLElement) {
    this.#root = root;
    root.replaceChildren(this.#tail.element);
  }

  /** Shows the text; `complete` says that no more will come. */
  update(source: string, complete: boolean): void {
    if (source !== this.#source) this.#isDivided = false;
    this.#source = source;
    this.#complete = complete;
    if (this.#working) return;
    if (this.#work()) inSlices(() => this.#root.isConnected && this.#work());
  }

  /** Draws as long as there is time; returns whether there is more to draw. */
  #work(): boolean {
    do {
      if (!this.#isDivided) this.#divide();
      else if (this.#undrawn.length > 0) this.#drawNext();
    } while ((!this.#isDivided || this.#undrawn.length > 0) && hasTime());
    this.#working = !this.#isDivided || this.#undrawn.length > 0;
    this.#root.toggleAttribute('data-drawing', this.#working);
    if (!this.#working) {
      this.#fromEnd = undefined;
      this.#tail.draw(this.#complete);
      if (this.#complete) levelHeadings(this.#root);
    }
    return this.#working;
  }

  #divide(): void {
    const end = Math.min(this.#source.length, this.#divided + STEP);
    const { restarted, added, ...tail } = this.#stream.update(this.#source.slice(0, end));
    this.#divided = end;
    this.#isDivided = end === this.#source.length;
    if (restarted) {
      this.#undrawn = [];
      this.#drawn = new DrawnSoFar();
      this.#root.replaceChildren();
    }
    if (this.#tail.element.parentNode !== this.#root) this.#root.append(this.#tail.element);
    for (const piece of this.#drawn.fit(added)) this.#addPlace(piece);
    this.#tail.set(tail);
  }

  #addPlace(piece: Piece): void {
    const place = document.createElement('div');
    place.className = 'block';
    place.classList.toggle('continued', piece.continued !== undefined);
    place.classList.toggle('continues', piece.continues === true);
    this.#tail.element.before(place);
    if (piece.code === undefined || !this.#tail.giveCode(piece.code, place)) this.#undrawn.push({ place, piece });
  }

  #drawNext(): void {
    if (this.#undrawn.length > FEW) this.#fromEnd ??= drawsFromEnd(this.#root);
    const next = this.#fromEnd ? this.#undrawn.pop() : this.#undrawn.shift();
    if (next === undefined) return;
    drawPiece(next.place, this.#drawn.isMuch ? { ...next.piece, plain: true } : next.piece);
    this.#drawn.count(next.place);
  }
}
