import { SwitchyardError } from '../../../core/chat/errors.ts';
import type { Keys } from '../../../core/ports/keys.ts';
import type { ProviderSetup } from '../../../core/routing/setup.ts';
import { say } from '../../../core/words.ts';
import { toError } from '../../faults/toError.ts';
import { authHeaders } from '../../transport/authHeaders.ts';
import { readJson } from '../../transport/readJson.ts';
import { HttpFault, safeFetch } from '../../transport/safeFetch.ts';
import { withoutSecrets } from '../../transport/withoutSecrets.ts';

/** Gets the JSON at an address of a provider; with a body it is posted. Rejects with a `SwitchyardError` in words. */
export type Ask = (url: string, body?: unknown) => Promise<unknown>;

/** A way to ask a provider, with its keys and to its own origin only. Rejects with `auth` when a key is missing. */
export async function askProvider(
  provider: ProviderSetup,
  keys: Keys,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch,
): Promise<Ask> {
  const headers = { ...VENDOR_HEADERS[provider.api], ...(await authHeaders(provider, keys)) };
  const send = safeFetch({ origin: new URL(provider.baseUrl).origin, headers, fetch });
  return async (url, body) => {
    try {
      const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const response = await send(url, { signal, ...post });
      return await readJson(response);
    } catch (error) {
      throw withoutSecrets(explain(error, url, signal), headers);
    }
  };
}

/** Anthropic refuses what does not name a version (platform.claude.com/docs/en/api/versioning). */
const VENDOR_HEADERS: Partial<Record<ProviderSetup['api'], Readonly<Record<string, string>>>> = {
  'anthropic-messages': { 'anthropic-version': '2023-06-01' },
};

function explain(error: unknown, url: string, signal: AbortSignal): unknown {
  if (signal.aborted) {
    const late = (signal.reason as Partial<Error> | undefined)?.name === 'TimeoutError';
    return late ? new SwitchyardError('timeout', say('no answer in time')) : SwitchyardError.cancelled();
  }
  if (error instanceof SyntaxError) return unreadable();
  if (error instanceof HttpFault && (error.status === 404 || error.status === 405)) {
    return new SwitchyardError('badRequest', say('there is no list of models at {0}', url), { status: error.status });
  }
  return toError(error);
}

/** The error of a list that is none. */
export function unreadable(): SwitchyardError {
  return new SwitchyardError('protocol', say('its list of models could not be read'));
}
