import type { Notices } from '../../core/ports/notices.ts';

/** Notices of this process alone: for tests, and where the ledger's file cannot be. */
export class MemoryNotices implements Notices {
  readonly #toldAt = new Map<string, number>();

  tellOnce(key: string, everyMs: number, now: number): boolean {
    const toldAt = this.#toldAt.get(key);
    if (toldAt !== undefined && Math.abs(now - toldAt) < everyMs) return false;
    this.#toldAt.set(key, now);
    return true;
  }
}
