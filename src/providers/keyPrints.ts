import type { Keys } from '../core/ports/keys.ts';
import type { ProviderSetup } from '../core/routing/setup.ts';
import { secretNames } from './transport/authHeaders.ts';

/** Signs by which it is told whether a provider's key is still the same. Keys themselves are not kept. */
export class KeyPrints {
  readonly #keys: Keys;
  readonly #signOf: (secret: string) => string;
  readonly #prints = new Map<string, string>();

  constructor(keys: Keys, signOf: (secret: string) => string) {
    this.#keys = keys;
    this.#signOf = signOf;
  }

  /** The sign of a provider's key and header secrets; undefined where it has none or they were not read yet. */
  of(providerId: string): string | undefined {
    return this.#prints.get(providerId);
  }

  /** Reads all keys again; resolves with the providers whose key is another than before. */
  async refresh(providers: Iterable<ProviderSetup>): Promise<string[]> {
    const changed = await Promise.all(
      [...providers].map(async (provider) => {
        const [before, now] = [this.#prints.get(provider.id), await this.#read(provider)];
        if (now === undefined) this.#prints.delete(provider.id);
        else this.#prints.set(provider.id, now);
        return before !== undefined && now !== undefined && before !== now ? [provider.id] : [];
      }),
    );
    return changed.flat();
  }

  async #read({ id, api, baseUrl, auth, headers }: ProviderSetup): Promise<string | undefined> {
    const names = secretNames(headers);
    if (api === 'vscode-lm' || (auth === 'none' && names.length === 0) || !URL.canParse(baseUrl)) return undefined;
    const { origin } = new URL(baseUrl);
    const key = auth === 'none' ? undefined : await this.#keys.key(id, origin);
    const secrets = await Promise.all(names.map((name) => this.#keys.secret(name, id, origin)));
    return this.#signOf(JSON.stringify([origin, key ?? null, ...secrets.map((secret) => secret ?? null)]));
  }
}
