import * as vscode from 'vscode';

const SLOW_MS = 700;

/** Knows when what goes along with a message takes a while to be read: a page, a large folder. */
export class SlowReading implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  #slow = 0;

  readonly onDidChange = this.#changed.event;

  /** Whether somebody has been waiting for a while. */
  get now(): boolean {
    return this.#slow > 0;
  }

  /** Resolves or rejects as the work does. */
  async during<T>(work: Promise<T>): Promise<T> {
    let isSlow = false;
    const timer = setTimeout(() => {
      isSlow = true;
      this.#add(1);
    }, SLOW_MS);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
      if (isSlow) this.#add(-1);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #add(count: number): void {
    this.#slow += count;
    this.#changed.fire();
  }
}
