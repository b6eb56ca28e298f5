import { SwitchyardError } from '../core/chat/errors.ts';
import type { Api } from '../core/models/preset.ts';
import type { Keys } from '../core/ports/keys.ts';
import type { Provider } from '../core/ports/provider.ts';
import type { Providers } from '../core/ports/providers.ts';
import type { ProviderSetup } from '../core/routing/setup.ts';
import { say } from '../core/words.ts';
import type { Dialect } from './dialect.ts';
import { isModeration } from './moderation/isModeration.ts';
import { servedByResponses } from './openaiResponses/servedByResponses.ts';

/** Every dialect that is spoken over HTTP, loaded at its first call. A new one is one folder and one line here. */
const DIALECTS: Readonly<Record<HttpApi, () => Promise<Dialect>>> = {
  'openai-chat': async () => (await import('./openaiChat/provider.ts')).openaiChat,
  'anthropic-messages': async () => (await import('./anthropicMessages/provider.ts')).anthropicMessages,
  gemini: async () => (await import('./gemini/provider.ts')).gemini,
  'openai-responses': async () => (await import('./openaiResponses/provider.ts')).openaiResponses,
  moderation: async () => (await import('./moderation/provider.ts')).moderation,
};

type HttpApi = Exclude<Api, 'vscode-lm'> | 'moderation';

/** The dialect that a model is asked in: some of a vendor's models are only served in its newer one. */
function apiFor(modelName: string, { api, quirks }: ProviderSetup): HttpApi {
  if (api === 'openai-chat' && isModeration(modelName)) return 'moderation';
  return api === 'openai-chat' && servedByResponses(modelName, quirks) ? 'openai-responses' : (api as HttpApi);
}

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
      const { HttpProvider } = await import('./httpProvider.ts');
      return new HttpProvider(({ modelName }) => DIALECTS[apiFor(modelName, setup)](), setup, keys, fetch);
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
