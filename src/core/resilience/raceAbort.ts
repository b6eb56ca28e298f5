/**
 * Lets the steps of a loop lose against one abort signal. A `Promise.race` with a promise that lives as long as the
 * loop would keep every step in memory; this holds only the current one.
 */
export class AbortRace {
  readonly #signal: AbortSignal;
  #reject: ((reason: unknown) => void) | undefined;
  readonly #onAbort = () => this.#reject?.(this.#signal.reason);

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** The step's outcome, or a rejection with the signal's reason as soon as it aborts. */
  run<T>(step: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#signal.aborted) {
        step.catch(() => {});
        return reject(this.#signal.reason);
      }
      this.#reject = reject;
      step.then(resolve, reject);
    });
  }

  dispose(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#reject = undefined;
  }
}
