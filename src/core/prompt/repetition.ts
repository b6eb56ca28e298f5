import { isEcho } from './isEcho.ts';
import { Squeezed } from './squeezed.ts';

/** What a continuation begins with: not yet known, nothing said before, so much of it, or the answer told anew. */
export type Verdict = 'wait' | 'new' | 'toldAnew' | { readonly repeats: number };

/** A repetition of less than the whole text is waited for no longer; counted without whitespace. */
const LONGEST = 2000;
/** Who says so much of the beginning again tells the whole again, even if in other words later. */
const RETELLING = 64;
/** By so much of the text's end its place is found in an answer that is told anew. */
const ANCHOR = 32;

/** Finds how much of a continuation repeats the text before it, while it streams in; differences of whitespace do not count. */
export class Repetition {
  readonly #before: string;
  readonly #known: Squeezed;
  readonly #prefilled: boolean;
  #after = '';
  readonly #said = new Squeezed();
  #retold = false;

  /** `prefilled`: the model was given the text as the beginning of its own message. */
  constructor(before: string, prefilled: boolean) {
    this.#before = before;
    this.#known = new Squeezed(before);
    this.#prefilled = prefilled;
  }

  push(more: string): void {
    this.#after += more;
    this.#said.push(more);
  }

  /** What is known by now; `over`: nothing more comes. Never `wait` then. */
  verdict(over: boolean): Verdict {
    const { text: known } = this.#known;
    const { text: said } = this.#said;
    if (said === '') return over ? 'new' : 'wait';
    if (this.#retold) return this.#findEnd(over);
    const isBeginning = known.startsWith(said);
    if (!over && (isBeginning || (said.length <= LONGEST && known.includes(said)))) return 'wait';
    const size = overlapOf(known, said);
    if (size > 0 && this.#isEcho(size)) return this.#repeats(size, over);
    // A whole answer that says less than what stands there adds nothing.
    if (isBeginning && said.length >= RETELLING / 4) return { repeats: this.#after.length };
    // What goes on with a pattern begins like the whole, too.
    const tells = size < RETELLING && known.length >= 2 * RETELLING && said.startsWith(known.slice(0, RETELLING));
    if (!tells) return 'new';
    this.#retold = true;
    return this.#findEnd(over);
  }

  /** The text's end in an answer that is told anew in other words. */
  #findEnd(over: boolean): Verdict {
    const { text: known } = this.#known;
    const { text: said } = this.#said;
    const patience = 1.5 * known.length + 400;
    const at = said.indexOf(known.slice(-ANCHOR), known.length / 2);
    if (at >= 0 && at + ANCHOR <= patience) return this.#repeats(at + ANCHOR, over);
    return over || said.length > patience ? 'toldAnew' : 'wait';
  }

  #isEcho(size: number): boolean {
    const { text: known } = this.#known;
    const first = known.length - size;
    return isEcho({
      before: this.#before,
      after: this.#after,
      start: this.#known.placeOf(first),
      size,
      whole: first === 0,
      once: known.indexOf(known.slice(first)) === first,
      prefilled: this.#prefilled,
    });
  }

  /** So many characters repeat, and the whitespace behind them as far as it stands there already. */
  #repeats(size: number, over: boolean): Verdict {
    const end = this.#said.endOf(size);
    const rest = this.#after.slice(end);
    if (!over && rest.trim() === '' && /\s$/.test(this.#before)) return 'wait';
    return { repeats: end + doubledBlanks(this.#before, rest) };
  }
}

/** How much of the whitespace that a text begins with stands at the end of the text before it already. */
export function doubledBlanks(before: string, after: string): number {
  const stands = /\s*$/.exec(before)?.[0] ?? '';
  const comes = /^\s*/.exec(after)?.[0] ?? '';
  if (comes.startsWith(stands)) return stands.length;
  const adds = comes.includes('\n') && !stands.includes('\n');
  return adds ? 0 : comes.length;
}

/** The length of the longest end of `known`, or of all of it, that `said` begins with. */
function overlapOf(known: string, said: string): number {
  if (said.startsWith(known)) return known.length;
  for (let size = Math.min(known.length, said.length, LONGEST); size > 0; size--) {
    if (known.endsWith(said.slice(0, size))) return size;
  }
  return 0;
}
