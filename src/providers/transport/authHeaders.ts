import { SwitchyardError } from '../../core/chat/errors.ts';
import type { Api } from '../../core/models/preset.ts';
import type { Keys } from '../../core/ports/keys.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { say } from '../../core/words.ts';
import { keyOrigin } from './keyOrigin.ts';

const SECRET = /\$\{secret:([A-Za-z0-9_.-]+)\}/g;

/** The names of the secrets that a provider's headers ask for. */
export function secretNames(headers: Readonly<Record<string, string>>): string[] {
  return Object.values(headers).flatMap((value) => [...value.matchAll(SECRET)].map((match) => match[1] ?? ''));
}

/** Where each dialect's vendor looks for its key; every other kind of token is a bearer one. */
const KEY_HEADERS: Partial<Record<Api, string>> = { 'anthropic-messages': 'x-api-key', gemini: 'x-goog-api-key' };

function keyHeader({ api, auth, quirks }: ProviderSetup): string {
  if (auth === 'token') return 'authorization';
  return quirks.azure ? 'api-key' : (KEY_HEADERS[api] ?? 'authorization');
}

/**
 * The headers that let a provider know us: its key where its dialect wants it, and the configured ones with their secrets filled
 * in. Throws `auth` when one is missing, or when it would travel unencrypted to another machine.
 */
export async function authHeaders(provider: ProviderSetup, keys: Keys): Promise<Record<string, string>> {
  const needed = secretNames(provider.headers);
  const isOpen = provider.auth === 'none' && needed.length === 0;
  const origin = isOpen ? '' : keyOrigin(provider.baseUrl);
  const headers: Record<string, string> = {};
  const header = keyHeader(provider);
  if (provider.auth !== 'none') {
    const key = await keys.key(provider.id, origin);
    if (key === undefined) throw new SwitchyardError('auth', say('no API key for {0} at {1}', provider.name, origin));
    headers[header] = header === 'authorization' ? `Bearer ${key}` : key;
  }
  const secrets = new Map<string, string>();
  for (const name of needed) {
    const value = await keys.secret(name, provider.id, origin);
    if (value === undefined)
      throw new SwitchyardError('auth', say('the secret {0} of {1} is not set', name, provider.name));
    secrets.set(name, value);
  }
  for (const [name, value] of Object.entries(provider.headers)) {
    headers[name.toLowerCase()] = value.replace(SECRET, (_, secret: string) => secrets.get(secret) ?? '');
  }
  checkSendable(headers, header, provider.name);
  return headers;
}

/** A key that was pasted with a line break or a typographic quote in it cannot be sent, which `fetch` calls a bug. */
function checkSendable(headers: Readonly<Record<string, string>>, keyName: string, provider: string): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      new Headers({ [name]: value });
    } catch {
      const what = name === keyName ? say('the API key') : say('the header {0}', name);
      throw new SwitchyardError('auth', say('{0} of {1} holds characters that cannot be sent', what, provider));
    }
  }
}
