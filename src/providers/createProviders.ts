import { SwitchyardError } from '../core/chat/errors.ts';
import type { Api } from '../core/models/preset.ts';
import type { Keys } from '../core/ports/keys.ts';
import type { Provider } from '../core/ports/provider.ts';
import type { Providers } from '../core/ports/providers.ts';
import type { ProviderSetup } from '../core/routing/setup.ts';
import { say } from '../core/words.ts';

type Dialect = (setup: ProviderSetup, keys: Keys, fetch: typeof globalThis.fetch) => Promise<Provider>;

/** Every dialect, loaded at its first call. A new one is one folder and one line here. */
const DIALECTS: Readonly<Record<Api, Dialect>> = {
  'openai-chat': async (...args) =>
    new (await import('./openaiChat/openaiChatProvider.ts')).OpenAiChatProvider(...args),
};

/** The providers of the current setup; each is made at its first call and made anew when its settings change. */
export function createProviders(
  setupOf: (providerId: string) => ProviderSetup | undefined,
  keys: Keys,
  // Looked up at each call: the editor replaces the global one to respect its proxy and certificates.
  fetch: typeof globalThis.fetch = (...args) => globalThis.fetch(...args),
): Providers {
  const made = new Map<string, { setup: ProviderSetup; provider: Promise<Provider> }>();
  return {
    get: (providerId) => {
      const setup = setupOf(providerId);
      if (setup === undefined) throw new SwitchyardError('noTarget', say('the provider {0} is not set up', providerId));
      const known = made.get(providerId);
      if (known?.setup === setup) return known.provider;
      const provider = DIALECTS[setup.api](setup, keys, fetch);
      made.set(providerId, { setup, provider });
      return provider;
    },
  };
}
