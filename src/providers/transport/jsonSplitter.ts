import { SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';

/** No answer of a model is longer, in UTF-16 code units. */
const LONGEST_VALUE = 64_000_000;

/** Cuts text that comes in pieces into JSON objects: one, several after each other, or the elements of an array. */
export class JsonSplitter {
  /** Set once something could not be read; nothing comes after it. */
  fault: SwitchyardError | undefined;
  #buffer = '';
  /** How far the buffer has been looked at. */
  #at = 0;
  /** Where the current object begins. */
  #start = 0;
  #depth = 0;
  #inString = false;

  /** The objects that are complete after this text. */
  push(text: string): unknown[] {
    this.#buffer += text;
    const values: unknown[] = [];
    for (; this.#at < this.#buffer.length && this.fault === undefined; this.#at++) {
      const character = this.#buffer[this.#at];
      if (this.#inString) {
        // The escaped character may come with the next piece: skipping past the end is made up for by it.
        if (character === '\\') this.#at++;
        else if (character === '"') this.#inString = false;
      } else if (character === '"') {
        this.#inString = this.#depth > 0;
      } else if (character === '{') {
        if (this.#depth++ === 0) this.#start = this.#at;
      } else if (character === '}' && this.#depth > 0 && --this.#depth === 0) {
        this.#parse(this.#buffer.slice(this.#start, this.#at + 1), values);
      }
    }
    this.#forget();
    return values;
  }

  /** Nothing: what is not complete was cut off. */
  end(): unknown[] {
    return [];
  }

  #parse(text: string, values: unknown[]): void {
    try {
      values.push(JSON.parse(text));
    } catch {
      this.fault = unreadable();
    }
  }

  #forget(): void {
    const from = this.#depth > 0 ? this.#start : Math.min(this.#at, this.#buffer.length);
    this.#buffer = this.#buffer.slice(from);
    this.#at -= from;
    this.#start = 0;
    if (this.#buffer.length > LONGEST_VALUE) this.fault = unreadable();
  }
}

/** The error of an answer of which a piece is broken. */
export function unreadable(): SwitchyardError {
  return new SwitchyardError('protocol', say('a piece of the answer could not be read'));
}
