import { AddedLines } from './addedLines.ts';

/** Less than this is left of what was mostly replaced. */
const MOST = 0.5;

/** What has become of a text that was put into a document, told whenever that changes. */
export type Fate = 'undone' | 'rewritten' | 'restored';

/** Follows what an answer put into one document for the minutes in which people take back what they do not want. */
export class EditFate {
  readonly #added: AddedLines;
  #isGone = false;

  constructor(before: string, after: string) {
    this.#added = new AddedLines(before, after);
  }

  /** It only took lines away, or moved them: whether it stays cannot be seen. */
  get cannotBeSeen(): boolean {
    return this.#added.isNothing;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /**
   * Looks at the document as it is now, after Undo (or when it was closed without being saved), Redo, or anything else: only
   * Redo brings back what was gone, for another answer may say the same.
   */
  look(now: string, after: 'undo' | 'redo' | 'edit'): Fate | undefined {
    const isGone = this.#added.shareLeftIn(now) < MOST;
    if (isGone === this.#isGone || (this.#isGone && after !== 'redo')) return undefined;
    this.#isGone = isGone;
    if (!isGone) return 'restored';
    return after === 'undo' ? 'undone' : 'rewritten';
  }
}
