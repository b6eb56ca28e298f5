import type * as vscode from 'vscode';
import type { Keys } from '../core/ports/keys.ts';

/**
 * Keys in the editor's `SecretStorage`, each under its provider's id and the origin it may be sent to: a changed base
 * URL finds no key and asks anew.
 */
export class SecretKeys implements Keys {
  readonly #secrets: vscode.SecretStorage;
  #names: ReadonlySet<string> = new Set();

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** Reads which keys there are; to be awaited before `has`, and again when the storage changes. */
  async refresh(): Promise<void> {
    this.#names = new Set(await this.#secrets.keys());
  }

  /** Whether a key is kept, as of the last refresh. */
  has(providerId: string, origin: string): boolean {
    return this.#names.has(keyName(providerId, origin));
  }

  /** The origins a key of this provider is kept for. */
  originsOf(providerId: string): string[] {
    const prefix = keyName(providerId, '');
    return [...this.#names].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  }

  /** Every provider id that has a key. */
  providers(): string[] {
    const ids = [...this.#names].flatMap((name) => /^key ([^ ]+) /.exec(name)?.[1] ?? []);
    return [...new Set(ids)].sort();
  }

  async key(providerId: string, origin: string): Promise<string | undefined> {
    return this.#secrets.get(keyName(providerId, origin));
  }

  async secret(name: string, providerId: string, origin: string): Promise<string | undefined> {
    return this.#secrets.get(secretName(name, providerId, origin));
  }

  async storeKey(providerId: string, origin: string, key: string): Promise<void> {
    await this.#secrets.store(keyName(providerId, origin), key);
    await this.refresh();
  }

  async storeSecret(name: string, providerId: string, origin: string, value: string): Promise<void> {
    await this.#secrets.store(secretName(name, providerId, origin), value);
    await this.refresh();
  }

  /** Removes everything kept for a provider, header secrets included. */
  async remove(providerId: string): Promise<void> {
    const prefixes = [keyName(providerId, ''), `secret ${providerId} `];
    for (const name of await this.#secrets.keys()) {
      if (prefixes.some((prefix) => name.startsWith(prefix))) await this.#secrets.delete(name);
    }
    await this.refresh();
  }
}

function keyName(providerId: string, origin: string): string {
  return `key ${providerId} ${origin}`;
}

function secretName(name: string, providerId: string, origin: string): string {
  return `secret ${providerId} ${origin} ${name}`;
}
