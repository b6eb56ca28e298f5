/** One attempt as the provider saw it. */
export interface Seen {
  /** Milliseconds since the last reset. */
  readonly at: number;
  readonly model: string;
  /** Counted per model from 1. */
  readonly ordinal: number;
  readonly action: string;
}

/** What reached the wall since its last reset. */
export class WallLog {
  readonly entries: Seen[] = [];
  readonly #counts = new Map<string, number>();
  #start = performance.now();

  /** Starts anew: the outage of a flapping model begins now. */
  reset(): void {
    this.entries.length = 0;
    this.#counts.clear();
    this.#start = performance.now();
  }

  get now(): number {
    return performance.now() - this.#start;
  }

  /** The number of this attempt on its model. */
  count(model: string): number {
    const ordinal = (this.#counts.get(model) ?? 0) + 1;
    this.#counts.set(model, ordinal);
    return ordinal;
  }

  add(model: string, ordinal: number, action: string): void {
    this.entries.push({ at: this.now, model, ordinal, action });
  }
}
