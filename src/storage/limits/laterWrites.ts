import { isBusy } from '../isBusy.ts';

/** A busy file is tried again this often, for this long. */
const RETRY_MS = 50;
const TRIES = 100;

/**
 * Writes at once or, while another process writes, a little later, in the order they came. What never succeeds is given
 * up; `onFault` hears why. Keeps no process alive.
 */
export class LaterWrites {
  readonly #waiting: (() => void)[] = [];
  readonly #onFault: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #tries = TRIES;

  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  write(write: () => void): void {
    this.#waiting.push(write);
    if (this.#timer === undefined) this.#run();
  }

  #run(): void {
    this.#timer = undefined;
    for (let write = this.#waiting[0]; write !== undefined; write = this.#waiting[0]) {
      try {
        write();
      } catch (error) {
        if (isBusy(error) && --this.#tries > 0) {
          this.#timer = setTimeout(() => this.#run(), RETRY_MS).unref();
          return;
        }
        this.#onFault(error);
      }
      this.#tries = TRIES;
      this.#waiting.shift();
    }
  }
}
