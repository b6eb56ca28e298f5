import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Store } from './store.ts';
import type { ViewState } from './viewState.ts';

/** A part of the state that draws its element again when, and only when, that part changes. */
export class Selected<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #store: () => Store;
  readonly #select: (state: ViewState) => T;
  #drawn: T | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, store: () => Store, select: (state: ViewState) => T) {
    this.#host = host;
    this.#store = store;
    this.#select = select;
    host.addController(this);
  }

  get value(): T {
    this.#drawn = this.#select(this.#store().state);
    return this.#drawn;
  }

  hostConnected(): void {
    this.#unsubscribe = this.#store().subscribe(() => {
      if (this.#select(this.#store().state) !== this.#drawn) this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
  }
}
