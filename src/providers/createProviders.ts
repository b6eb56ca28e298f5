import { SwitchyardError } from '../core/chat/errors.ts';
import type { Keys } from '../core/ports/keys.ts';
import type { Provider } from '../core/ports/provider.ts';
import type { Providers } from '../core/ports/providers.ts';
import type { ProviderSetup } from '../core/routing/setup.ts';
import { say } from '../core/words.ts';

interface Options {
  /** Looked up at each call: the editor replaces the global one to respect its proxy and certificates. */
  readonly fetch?: typeof globalThis.fetch;
  /** The editor's own models, where there is an editor. */
  readonly editorModels?: () => Promise<Provider>;
}

/** The providers of the current setup; each is made at its first call and made anew when its settings change. */
export function createProviders(
  setupOf: (providerId: string) => ProviderSetup | undefined,
  keys: Keys,
  { fetch = (...args) => globalThis.fetch(...args), editorModels }: Options = {},
): Providers {
  const create = async (setup: ProviderSetup): Promise<Provider> => {
    if (setup.api !== 'vscode-lm') {
      const { overHttp } = await import('./overHttp.ts');
      return overHttp(setup, keys, fetch);
    }
    if (editorModels !== undefined) return await editorModels();
    throw new SwitchyardError('modelNotFound', say("the editor's own models can only be used in the editor"));
  };
  const made = new Map<string, { setup: ProviderSetup; provider: Promise<Provider> }>();
  return {
    get: (providerId) => {
      const setup = setupOf(providerId);
      if (setup === undefined) throw new SwitchyardError('noTarget', say('the provider {0} is not set up', providerId));
      const known = made.get(providerId);
      if (known?.setup === setup) return known.provider;
      const provider = create(setup);
      made.set(providerId, { setup, provider });
      // What could not be loaded is tried again.
      provider.catch(() => made.delete(providerId));
      return provider;
    },
  };
}
