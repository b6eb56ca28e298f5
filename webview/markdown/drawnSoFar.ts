import type { Piece } from './piece.ts';

/** An answer that fills a book has a tenth of these; a page with ten times as many is slow at everything. */
const MOST_ELEMENTS = 30_000;
const MOST_PIECES = 6_000;

/** How much of an answer is drawn: what comes after all that a page can hold is shown as it was written. */
export class DrawnSoFar {
  #elements = 0;
  #pieces = 0;

  /** Whether nothing more is drawn as Markdown. */
  get isMuch(): boolean {
    return this.#elements > MOST_ELEMENTS || this.#pieces > MOST_PIECES;
  }

  count(place: Element): void {
    this.#elements += place.getElementsByTagName('*').length;
  }

  /** The pieces as they are to be drawn: one for all of them where there is too much already. */
  fit(added: readonly Piece[]): readonly Piece[] {
    this.#pieces += added.length;
    if (!this.isMuch || added.length === 0) return added;
    this.#pieces -= added.length - 1;
    return [{ markdown: added.map(({ markdown }) => markdown).join(''), plain: true }];
  }
}
