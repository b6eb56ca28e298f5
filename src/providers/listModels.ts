import * as z from 'zod/mini';
import { SwitchyardError } from '../core/chat/errors.ts';
import type { Keys } from '../core/ports/keys.ts';
import type { ProviderSetup } from '../core/routing/setup.ts';
import { say } from '../core/words.ts';
import { authHeaders } from './authHeaders.ts';
import { toError } from './openaiChat/toError.ts';
import { safeFetch } from './safeFetch.ts';
import { withoutSecrets } from './withoutSecrets.ts';

const listWire = z.object({ data: z.array(z.object({ id: z.string() })) });

/** The names of the models that a provider lists, sorted. Throws a `SwitchyardError` that says what is wrong. */
export async function listModels(provider: ProviderSetup, keys: Keys, signal: AbortSignal): Promise<string[]> {
  const url = `${provider.baseUrl.replace(/\/+$/, '')}/models`;
  const headers = await authHeaders(provider, keys);
  const fetch = safeFetch({ origin: new URL(url).origin, headers, fetch: globalThis.fetch, onActivity() {} });
  try {
    const response = await fetch(url, { signal });
    const body: unknown = await new Response(response.body).json().catch(() => undefined);
    const parsed = listWire.safeParse(body);
    if (!parsed.success) throw new SwitchyardError('protocol', say('its list of models could not be read'));
    return parsed.data.data.map((model) => model.id).sort();
  } catch (error) {
    if (signal.aborted) throw new SwitchyardError('timeout', say('no answer in time'));
    throw withoutSecrets(toError(error), headers);
  }
}
