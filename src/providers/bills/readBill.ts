import { SwitchyardError } from '../../core/chat/errors.ts';
import type { Keys } from '../../core/ports/keys.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { say } from '../../core/words.ts';
import { toError } from '../faults/toError.ts';
import { authHeaders } from '../transport/authHeaders.ts';
import { keyOrigin } from '../transport/keyOrigin.ts';
import { readJson } from '../transport/readJson.ts';
import { safeFetch } from '../transport/safeFetch.ts';
import { withoutSecrets } from '../transport/withoutSecrets.ts';
import { anthropicBill } from './anthropicBill.ts';
import { ADMIN_KEY, type Ask, type Bill, type BillQuestion, type BillSource } from './bill.ts';
import { openAiBill } from './openAiBill.ts';
import { openRouterBill } from './openRouterBill.ts';

/** Where a source's account is, and the headers that it is asked with beside the usual ones. */
const SOURCES: Readonly<
  Record<BillSource, { readonly read: (ask: Ask, question: BillQuestion) => Promise<Bill>; readonly admin: boolean }>
> = {
  openrouter: { read: openRouterBill, admin: false },
  openai: { read: openAiBill, admin: true },
  anthropic: { read: anthropicBill, admin: true },
};

/** Whether a source's account is shown to holders of an admin key only. */
export function needsAdminKey(source: BillSource): boolean {
  return SOURCES[source].admin;
}

/** A vendor's account of what was spent. Throws a `SwitchyardError`: `auth` where its key is missing, refused
 * or would travel unencrypted. */
export async function readBill(
  source: BillSource,
  provider: ProviderSetup,
  keys: Keys,
  question: BillQuestion,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<Bill> {
  const headers = await headersFor(source, provider, keys);
  const base = provider.baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '');
  const send = safeFetch({ origin: new URL(provider.baseUrl).origin, headers, fetch });
  try {
    return await SOURCES[source].read(async (path) => readJson(await send(`${base}/v1${path}`, { signal })), question);
  } catch (error) {
    if (signal.aborted) throw SwitchyardError.cancelled();
    throw withoutSecrets(toError(error), headers);
  }
}

async function headersFor(source: BillSource, provider: ProviderSetup, keys: Keys): Promise<Record<string, string>> {
  if (!SOURCES[source].admin) return authHeaders(provider, keys);
  const key = await keys.secret(ADMIN_KEY, provider.id, keyOrigin(provider.baseUrl));
  if (key === undefined) throw new SwitchyardError('auth', say('no admin key for {0}', provider.name));
  return source === 'anthropic'
    ? { 'x-api-key': key, 'anthropic-version': '2023-06-01' }
    : { authorization: `Bearer ${key}` };
}
