import { weigh } from './estimateTokens.ts';
import { addFeatures, noFeatures } from './textFeatures.ts';
import type { TokenFamily } from './tokenFamilies.ts';

/** So many characters are looked at together. */
const ENOUGH = 4096;

/** The last blanks of a text, where it can be cut without cutting a word or an indent. */
const LAST_BLANKS = /(?<=[^ \t\u00a0])[ \t\u00a0]+[^ \t\u00a0]*$/;

/** Estimates the tokens of a text that comes in pieces, and keeps its newest characters only. */
export class TokenTally {
  readonly #found = noFeatures();
  #rest = '';

  add(piece: string): void {
    this.#rest += piece;
    if (this.#rest.length < ENOUGH) return;
    const blanks = this.#rest.search(LAST_BLANKS);
    const end = blanks > 0 ? blanks : this.#rest.length;
    addFeatures(this.#found, this.#rest.slice(0, end));
    this.#rest = this.#rest.slice(end);
  }

  /** As `estimateTokens` of the whole text; a word may count twice for every 4,096 characters without a blank. */
  estimate(family: TokenFamily): number {
    const found = this.#found.slice();
    addFeatures(found, this.#rest);
    return Math.ceil(weigh(found, family));
  }
}
