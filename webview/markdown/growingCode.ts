import { completeCodeBlock, openCodeBlock } from './codeBlock.ts';
import { wholeEnd } from './wholeEnd.ts';

/** A part of a long code may end here, best where a statement of the outermost level does. */
const PART = 4000;
const LONGEST_PART = 6000;
/** A line that is longer is cut. */
const LONGEST_LINE = 20_000;
const STATEMENT_END = /\n\n(?=\S)/g;

/**
 * A frame around code that is still coming. Long code is drawn in parts, each laid out and coloured by itself, so that a
 * line more costs only that line; the parts' text together is the code.
 */
export class GrowingCode {
  readonly element: Element;
  readonly language: string;
  readonly #code: Element;
  #text: Text;
  #shown = '';

  constructor(language: string) {
    const { frame, text } = openCodeBlock(language);
    this.language = language;
    this.element = frame.firstElementChild ?? frame;
    this.#code = text.parentElement ?? frame;
    this.#text = text;
  }

  /** The code as it is drawn. */
  get shown(): string {
    return this.#shown;
  }

  /** Whether it is drawn in parts. */
  get isLong(): boolean {
    return this.#text.parentElement !== this.#code;
  }

  /** Appends where it can, so that a selection inside the text survives. */
  grow(code: string): void {
    if (code.startsWith(this.#shown)) {
      this.#append(code.slice(this.#shown.length));
    } else {
      this.#code.replaceChildren(this.#text);
      this.#text.data = '';
      this.#append(code);
    }
    this.#shown = code;
  }

  /** The code is whole: its header gets its file and all that can be done with it. `info` stood behind its fence. */
  complete(info: string): void {
    completeCodeBlock(this.element, info);
  }

  #append(more: string): void {
    // A little at a time: every part that is closed copies what is behind it.
    for (let from = 0; from < more.length; from += LONGEST_LINE) {
      this.#text.appendData(more.slice(from, from + LONGEST_LINE));
      for (let end = partEnd(this.#text.data); end > 0; end = partEnd(this.#text.data)) this.#closePart(end);
    }
  }

  #closePart(end: number): void {
    const rest = this.#text.splitText(end);
    if (this.#text.parentElement === this.#code) this.#text.replaceWith(part(this.#text.data));
    else this.#text.parentElement?.replaceChildren(this.#text);
    const next = part('');
    next.replaceChildren(rest);
    this.#code.append(next);
    this.#text = rest;
  }
}

function part(text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'code-part';
  element.textContent = text;
  return element;
}

/** Where the first part of this code ends; 0 while it may grow. */
function partEnd(code: string): number {
  if (code.length < LONGEST_PART) return 0;
  STATEMENT_END.lastIndex = PART;
  const statement = STATEMENT_END.exec(code);
  if (statement !== null && statement.index < LONGEST_PART) return statement.index + 2;
  const lineEnd = code.lastIndexOf('\n', LONGEST_PART) + 1 || code.indexOf('\n', LONGEST_PART) + 1;
  if (lineEnd > 0 && lineEnd <= LONGEST_LINE) return lineEnd;
  return code.length < LONGEST_LINE ? 0 : wholeEnd(code, LONGEST_LINE);
}
