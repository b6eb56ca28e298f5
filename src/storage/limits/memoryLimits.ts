import type { Counted, LearntLimit, Start } from '../../core/limits/limits.ts';
import type { Admission, LimitStore } from '../../core/ports/limitStore.ts';

/** Counts the calls of this process alone: for tests, and where there is no file. */
export class MemoryLimits implements LimitStore {
  readonly #starts = new Map<string, Map<number, Start>>();
  readonly #learnt = new Map<string, Map<string, LearntLimit>>();
  #lastId: number;

  /** `firstId`: where ids begin, so that they are nobody else's. */
  constructor(firstId = 1) {
    this.#lastId = firstId - 1;
  }

  counted(provider: string, since: number): Counted {
    const starts = [...this.#of(provider).values()];
    return {
      starts: starts.filter(({ at, leaseUntil }) => at >= since || leaseUntil > 0).sort((a, b) => a.at - b.at),
      learnt: [...(this.#learnt.get(provider)?.values() ?? [])],
    };
  }

  add<Refusal>(
    provider: string,
    start: Start,
    since: number,
    refuse: (counted: Counted) => Refusal | undefined,
  ): Admission<Refusal> {
    const starts = this.#of(provider);
    for (const [id, { at, leaseUntil }] of starts) if (at < since && leaseUntil < start.at) starts.delete(id);
    const refusal = refuse(this.counted(provider, since));
    if (refusal !== undefined) return { refusal };
    const id = ++this.#lastId;
    starts.set(id, start);
    return { id };
  }

  renew(ids: readonly number[], leaseUntil: number): void {
    for (const id of ids) this.#change(id, (start) => (start.leaseUntil > 0 ? { ...start, leaseUntil } : start));
  }

  end(id: number, used: Partial<Start> = {}): void {
    this.#change(id, (start) => ({ ...start, ...used, leaseUntil: 0 }));
  }

  learn(provider: string, limits: readonly LearntLimit[]): void {
    const known = this.#learnt.get(provider) ?? new Map<string, LearntLimit>();
    for (const limit of limits) known.set(`${limit.name} ${limit.scope}`, limit);
    this.#learnt.set(provider, known);
  }

  #of(provider: string): Map<number, Start> {
    const starts = this.#starts.get(provider) ?? new Map<number, Start>();
    this.#starts.set(provider, starts);
    return starts;
  }

  #change(id: number, change: (start: Start) => Start): void {
    for (const starts of this.#starts.values()) {
      const start = starts.get(id);
      if (start !== undefined) starts.set(id, change(start));
    }
  }
}
