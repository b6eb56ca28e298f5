import { preambleOf } from './preamble.ts';
import { doubledBlanks, Repetition, type Verdict } from './repetition.ts';

/** How a continuation was asked for. */
export interface SeamOptions {
  /** The text was given as the beginning of the model's own message. */
  readonly prefilled: boolean;
  /** The model was not shown the whitespace that the text ends with. */
  readonly trimmed: boolean;
}

const TINY = 3;

/**
 * Joins a continuation to the text before it while it streams in: what it repeats of that text, a remark and a code fence
 * that it opens once more are dropped, however it is cut into pieces. Only what may turn out to be one of these is held
 * back: what stands on the reader's screen already, and the first line of what begins like a remark.
 */
export class Seam {
  readonly #before: string;
  readonly #options: SeamOptions;
  readonly #whole: Repetition;
  /** Looks behind the preamble. */
  #behind: { readonly end: number; readonly repetition: Repetition } | undefined;
  #isNew = false;
  #held: string | undefined = '';

  constructor(before: string, options: SeamOptions) {
    this.#before = before;
    this.#options = options;
    this.#whole = new Repetition(before, options.prefilled);
  }

  /** What may be shown after this delta. */
  push(delta: string): string {
    if (this.#held === undefined) return delta;
    this.#held += delta;
    this.#whole.push(delta);
    this.#behind?.repetition.push(delta);
    return this.#join(this.#held, false);
  }

  /** What is still held back; to be called at the end of a whole answer. */
  flush(): string {
    return this.#held === undefined ? '' : this.#join(this.#held, true);
  }

  #join(held: string, over: boolean): string {
    const verdict = this.#isNew ? 'new' : this.#whole.verdict(over);
    this.#isNew = verdict === 'new';
    // A letter or two are sooner the beginning of a remark.
    const isTiny = typeof verdict === 'object' && verdict.repeats < TINY;
    if (verdict !== 'new' && !isTiny) return this.#release(held, verdict);
    const preamble = this.#before.trim() === '' ? undefined : preambleOf(held, this.#before, over);
    if (preamble === 'wait') return '';
    if (isTiny && !preamble?.sure) return this.#release(held, verdict);
    if (preamble === undefined) return this.#release(held, { repeats: this.#blanks(held) });
    const { end, sure } = preamble;
    const rest = this.#lookBehind(held, end).verdict(over);
    if (rest === 'new') return this.#release(held, { repeats: sure ? end + this.#blanks(held.slice(end)) : 0 });
    return this.#release(held, typeof rest === 'object' ? { repeats: end + rest.repeats } : rest);
  }

  #lookBehind(held: string, end: number): Repetition {
    if (this.#behind?.end !== end) {
      this.#behind = { end, repetition: new Repetition(this.#before, this.#options.prefilled) };
      this.#behind.repetition.push(held.slice(end));
    }
    return this.#behind.repetition;
  }

  #blanks(after: string): number {
    return this.#options.trimmed ? doubledBlanks(this.#before, after) : 0;
  }

  #release(held: string, verdict: Exclude<Verdict, 'new'>): string {
    if (verdict === 'wait') return '';
    this.#held = undefined;
    return verdict === 'toldAnew' ? `${paragraphBreak(this.#before)}${held}` : held.slice(verdict.repeats);
  }
}

function paragraphBreak(before: string): string {
  if (before.endsWith('\n\n')) return '';
  return before.endsWith('\n') ? '\n' : '\n\n';
}
