import * as vscode from 'vscode';
import type { LocalServer } from '../../providers/catalog/listing/findLocalServers.ts';
import type { Engine } from '../engine.ts';
import { useServer } from './useServer.ts';

/** Model servers that run on this machine and are not set up yet. Looks only when it is asked to. */
export class LocalServers implements vscode.Disposable {
  readonly #engine: Engine;
  readonly #changed = new vscode.EventEmitter<void>();
  #found: readonly LocalServer[] = [];
  #looking: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** What was found and is not set up. */
  get offered(): readonly LocalServer[] {
    return this.#found.filter(({ id, models }) => this.#engine.provider(id) === undefined && models.length > 0);
  }

  /** Looks at the usual ports of this machine; nobody else is asked. Waits longer than a moment only where that is said. */
  look(timeoutMs?: number): Promise<void> {
    this.#looking ??= this.#search(timeoutMs).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Sets a server up that was found, with its models. */
  async use(id: string): Promise<void> {
    const server = this.#found.find((candidate) => candidate.id === id);
    if (server !== undefined) await useServer(server);
  }

  async #search(timeoutMs: number | undefined): Promise<void> {
    const { findLocalServers } = await import('../../providers/catalog/listing/findLocalServers.ts');
    const before = JSON.stringify(this.#found);
    this.#found = await findLocalServers(timeoutMs === undefined ? {} : { timeoutMs });
    if (JSON.stringify(this.#found) !== before) this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
