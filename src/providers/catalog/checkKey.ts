import type { Keys } from '../../core/ports/keys.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { askProvider } from './listing/askProvider.ts';
import { listModels } from './listModels.ts';

/**
 * Resolves when the provider takes these keys, as far as that can be told without asking a model: where its list of models is
 * open to everybody, it is asked about the key instead. Rejects with a `SwitchyardError`.
 */
export async function checkKey(
  provider: ProviderSetup,
  keys: Keys,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<void> {
  const { keyPath } = provider.quirks;
  if (keyPath === undefined) {
    await listModels(provider, keys, signal, fetch);
    return;
  }
  const ask = await askProvider(provider, keys, signal, fetch);
  await ask(`${provider.baseUrl.replace(/\/+$/, '')}${keyPath}`);
}
