import type { Kind } from './kind.ts';

/** What models said that requests are: so many of the last ones, in memory only. */
export class KindMemory {
  readonly #most: number;
  readonly #kinds = new Map<string, Kind>();

  constructor(most = 200) {
    this.#most = most;
  }

  find(key: string): Kind | undefined {
    const kind = this.#kinds.get(key);
    if (kind !== undefined) this.keep(key, kind);
    return kind;
  }

  keep(key: string, kind: Kind): void {
    this.#kinds.delete(key);
    this.#kinds.set(key, kind);
    const [oldest] = this.#kinds.keys();
    if (this.#kinds.size > this.#most && oldest !== undefined) this.#kinds.delete(oldest);
  }
}
