import { SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';

/** No answer of a model is longer, in UTF-16 code units. */
const LONGEST_VALUE = 64_000_000;

/** Cuts text that comes in pieces into JSON objects: one, several after each other, or the elements of an array. */
export class JsonSplitter {
  /** Set once something could not be read; nothing comes after it. */
  fault: SwitchyardError | undefined;
  /** What the current object has in earlier pieces. Joined once: a string that grows is copied at every look into it. */
  #pieces: string[] = [];
  #length = 0;
  #depth = 0;
  #inString = false;
  /** The last piece ended between a backslash and what it escapes. */
  #escaped = false;

  /** The objects that are complete after this text. */
  push(text: string): unknown[] {
    const values: unknown[] = [];
    let start = 0;
    let at = this.#escaped && text !== '' ? 1 : 0;
    if (text !== '') this.#escaped = false;
    for (; at < text.length && this.fault === undefined; at++) {
      const character = text[at];
      if (this.#inString) {
        if (character === '\\') this.#escaped = ++at === text.length;
        else if (character === '"') this.#inString = false;
      } else if (character === '"') {
        this.#inString = this.#depth > 0;
      } else if (character === '{') {
        if (this.#depth++ === 0) start = at;
      } else if (character === '}' && this.#depth > 0 && --this.#depth === 0) {
        this.#pieces.push(text.slice(start, at + 1));
        this.#parse(values);
      }
    }
    if (this.#depth > 0) this.#keep(text.slice(start));
    return values;
  }

  /** Nothing: what is not complete was cut off. */
  end(): unknown[] {
    return [];
  }

  #parse(values: unknown[]): void {
    try {
      values.push(JSON.parse(this.#pieces.join('')));
    } catch {
      this.fault = unreadable();
    }
    this.#pieces = [];
    this.#length = 0;
  }

  #keep(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length > LONGEST_VALUE) this.fault = unreadable();
  }
}

/** The error of an answer of which a piece is broken. */
export function unreadable(): SwitchyardError {
  return new SwitchyardError('protocol', say('a piece of the answer could not be read'));
}
