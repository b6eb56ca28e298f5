/** What was not read from a mapping, with the place it stands at. */
export interface Leftover {
  readonly key: string;
  readonly path: string;
  readonly value: unknown;
  /** It was asked for, but its value is not of the kind or in the range. */
  readonly refused: boolean;
}

/**
 * A mapping of a foreign file, read key by key: what is not taken, or is not of the kind that was asked for, is left over
 * and can be told. What is no mapping reads as an empty one.
 */
export class Section {
  readonly path: string;
  /** What it was read from. */
  readonly value: unknown;
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #taken = new Set<string>();
  readonly #refused = new Set<string>();

  constructor(value: unknown, path: string) {
    this.path = path;
    this.value = value;
    this.#values = new Map(isMapping(value) ? Object.entries(value) : []);
  }

  get keys(): string[] {
    return [...this.#values.keys()];
  }

  at(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  /** Any value; `null` counts as absent. */
  take(key: string): unknown {
    this.#taken.add(key);
    return this.#values.get(key) ?? undefined;
  }

  /** A text that is not blank; numbers and dates (YAML makes them of versions) count as text. */
  text(key: string): string | undefined {
    const value = this.#values.get(key);
    const text = value instanceof Date ? value.toISOString().slice(0, 10) : value;
    const usable = typeof text === 'number' || (typeof text === 'string' && text.trim() !== '');
    return usable ? this.#took(key, String(text).trim()) : this.#absent(key);
  }

  /** A number in this range; text that reads as one counts, since Python reads `3e-06` as text. */
  number(key: string, least = 0, most = Number.MAX_SAFE_INTEGER): number | undefined {
    const value = this.#values.get(key);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    const usable = typeof number === 'number' && number >= least && number <= most;
    return usable ? this.#took(key, number) : this.#absent(key);
  }

  /** A whole number above zero. */
  count(key: string): number | undefined {
    const number = this.number(key, 1);
    return number === undefined ? undefined : Math.round(number);
  }

  flag(key: string): boolean | undefined {
    const value = this.#values.get(key);
    const flag = typeof value === 'string' ? { true: true, false: false }[value.toLowerCase()] : value;
    return typeof flag === 'boolean' ? this.#took(key, flag) : this.#absent(key);
  }

  /** The items of a list; a single text counts as a list of one. */
  list(key: string): readonly unknown[] {
    const value = this.#values.get(key);
    if (Array.isArray(value)) return this.#took(key, value);
    if (typeof value === 'string') return this.#took(key, [value]);
    return this.#absent(key) ?? [];
  }

  section(key: string): Section {
    const value = this.#values.get(key);
    if (isMapping(value)) this.#taken.add(key);
    else this.#absent(key);
    return new Section(value, this.at(key));
  }

  /** The mappings of a list; what else is in it reads as an empty mapping. */
  sections(key: string): Section[] {
    const items = Array.isArray(this.#values.get(key)) ? this.list(key) : [];
    return items.map((value, index) => new Section(value, `${this.at(key)}[${index}]`));
  }

  leftovers(): Leftover[] {
    return [...this.#values]
      .filter(([key]) => !this.#taken.has(key))
      .map(([key, value]) => ({ key, path: this.at(key), value, refused: this.#refused.has(key) }));
  }

  #took<T>(key: string, value: T): T {
    this.#taken.add(key);
    return value;
  }

  #absent(key: string): undefined {
    const value = this.#values.get(key);
    if (value === undefined || value === null) this.#taken.add(key);
    else this.#refused.add(key);
    return undefined;
  }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
