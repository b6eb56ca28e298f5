/** Lets tests wait until something about the simulator's log has become true. */
export class Changes {
  readonly #watchers = new Set<() => void>();

  /** To be called after every change. */
  notify(): void {
    for (const watcher of this.#watchers) watcher();
  }

  /** Resolves when `isTrue` is, now or after a change; rejects after the timeout, naming `what` did not happen. */
  waitFor(what: string, isTrue: () => boolean, timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#watchers.delete(check);
        settle();
      };
      const check = () => {
        if (isTrue()) finish(resolve);
      };
      const timer = setTimeout(() => finish(() => reject(new Error(`${what}: not within ${timeoutMs} ms`))), timeoutMs);
      this.#watchers.add(check);
      check();
    });
  }
}
