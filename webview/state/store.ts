import type { HostMessage } from './hostMessage.ts';
import { reduce } from './reduce.ts';
import type { ViewState } from './viewState.ts';

/**
 * Holds the state and tells its readers at most once per `schedule` (an animation frame in the panel), however many
 * messages came in between.
 */
export class Store {
  readonly #schedule: (flush: () => void) => void;
  readonly #listeners = new Set<() => void>();
  #state: ViewState;
  #scheduled = false;

  constructor(state: ViewState, schedule: (flush: () => void) => void) {
    this.#state = state;
    this.#schedule = schedule;
  }

  get state(): ViewState {
    return this.#state;
  }

  receive(message: HostMessage): void {
    this.#state = reduce(this.#state, message);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => this.#flush());
  }

  /** Calls the listener after changes until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #flush(): void {
    this.#scheduled = false;
    for (const listener of [...this.#listeners]) listener();
  }
}
