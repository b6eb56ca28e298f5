import { SwitchyardError } from '../../core/chat/errors.ts';
import type { Api } from '../../core/models/preset.ts';
import type { Keys } from '../../core/ports/keys.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { say } from '../../core/words.ts';
import type { ListedModel } from './listedModel.ts';
import { type Ask, askProvider } from './listing/askProvider.ts';
import { listAnthropicModels } from './listing/listAnthropicModels.ts';
import { listGeminiModels } from './listing/listGeminiModels.ts';
import { listOpenAiModels } from './listing/listOpenAiModels.ts';

type Lister = (provider: ProviderSetup, ask: Ask) => Promise<ListedModel[]>;

const LISTERS: Readonly<Record<Exclude<Api, 'vscode-lm'>, Lister>> = {
  'openai-chat': listOpenAiModels,
  'openai-responses': listOpenAiModels,
  'anthropic-messages': listAnthropicModels,
  gemini: listGeminiModels,
};

/**
 * The models that a provider lists and that chat, sorted by name, with whatever its list says of them. Throws a
 * `SwitchyardError` that says what is wrong; the editor's own models are listed by the editor only.
 */
export async function listModels(
  provider: ProviderSetup,
  keys: Keys,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<ListedModel[]> {
  if (provider.api === 'vscode-lm') {
    throw new SwitchyardError('badRequest', say('{0} are listed by the editor', provider.name));
  }
  const models = await LISTERS[provider.api](provider, await askProvider(provider, keys, signal, fetch));
  const byName = new Map(models.map((model) => [model.name, model]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
