import { literally } from './placeholders.ts';

/** Puts values back where their placeholders stand in a text that comes in pieces, cut anywhere. */
export class Restorer {
  readonly #byName: ReadonlyMap<string, string>;
  readonly #names: RegExp;
  readonly #starts: ReadonlySet<string>;
  readonly #longest: number;
  readonly #written: (value: string) => string;
  #held = '';

  /** `written`: how a value is written into this kind of text. */
  constructor(byName: ReadonlyMap<string, string>, written = (value: string) => value) {
    const names = [...byName.keys()];
    this.#byName = byName;
    this.#written = written;
    this.#names = new RegExp(names.map(literally).join('|') || '(?!)', 'g');
    this.#starts = new Set(names.flatMap((name) => Array.from(name, (_, end) => name.slice(0, end)).slice(1)));
    this.#longest = Math.max(0, ...names.map(({ length }) => length - 1));
  }

  /** What may be shown after this piece; what may turn out to begin a placeholder is held back. */
  push(piece: string): string {
    const text = this.#held + piece;
    let whole = '';
    let from = 0;
    for (const match of text.matchAll(this.#names)) {
      whole += text.slice(from, match.index) + this.#written(this.#byName.get(match[0]) ?? match[0]);
      from = match.index + match[0].length;
    }
    const rest = text.slice(from);
    let begun = Math.min(this.#longest, rest.length);
    while (begun > 0 && !this.#starts.has(rest.slice(rest.length - begun))) begun -= 1;
    this.#held = rest.slice(rest.length - begun);
    return whole + rest.slice(0, rest.length - begun);
  }

  /** What is still held back; to be called at the end. */
  flush(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}
