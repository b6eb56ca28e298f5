import type { AttemptRow } from '../core/ports/ledger.ts';

/** Who wants to hear of written rows. One that fails harms neither the row nor the request it belongs to. */
export class RowListeners {
  readonly #listeners = new Set<(row: AttemptRow) => void>();
  readonly #onFault: (fault: unknown) => void;

  constructor(onFault: (fault: unknown) => void) {
    this.#onFault = onFault;
  }

  add(listener: (row: AttemptRow) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(row: AttemptRow): void {
    for (const listener of this.#listeners) {
      try {
        listener(row);
      } catch (fault) {
        this.#onFault(fault);
      }
    }
  }
}
