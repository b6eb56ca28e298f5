import * as vscode from 'vscode';
import { mayCarryKey } from '../../core/models/loopback.ts';
import type { Keys } from '../../core/ports/keys.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { secretNames } from '../../providers/transport/authHeaders.ts';
import type { Engine } from '../engine.ts';
import { askText } from '../picks.ts';
import { tellError } from '../tell.ts';
import { askChecked, type Checked } from './askChecked.ts';
import { type Picked, setupOf } from './pickedProvider.ts';
import { tryKey } from './tryProvider.ts';

/** What a provider is to be known by: its key, where it wants one, and what its headers name. */
interface Secrets {
  readonly key: string | undefined;
  readonly headers: ReadonlyMap<string, string>;
  /** False where the provider could not be asked about the key. */
  readonly isChecked: boolean;
}

/** Asks for everything that a provider is known by and tries it; undefined when the user left. Nothing is kept here. */
export async function askSecrets(engine: Engine, picked: Picked): Promise<Secrets | undefined> {
  const provider = setupOf(engine, picked);
  const headers = new Map<string, string>();
  for (const name of secretNames(provider.headers)) {
    const value = await askHeader(name, provider);
    if (value === undefined) return undefined;
    // Without a value the one that is kept stays.
    if (value !== '') headers.set(name, value);
  }
  if (picked.auth === 'none') return { key: undefined, headers, isChecked: true };
  const key = await askKey(engine, picked, provider, headers);
  return key && { key: key.value, headers, isChecked: key.isChecked };
}

/** Keeps them in the editor's secret storage, for this provider at this origin only. */
export async function keepSecrets(engine: Engine, { id, baseUrl }: Picked, { key, headers }: Secrets): Promise<void> {
  const { origin } = new URL(baseUrl);
  for (const [name, value] of headers) await engine.keys.storeSecret(name, id, origin, value);
  if (key !== undefined) await engine.keys.storeKey(id, origin, key);
}

async function askHeader(name: string, provider: ProviderSetup): Promise<string | undefined> {
  const value = await askText({
    title: vscode.l10n.t('The secret {0} of {1}', name, provider.name),
    password: true,
    ignoreFocusOut: true,
  });
  return value?.trim();
}

async function askKey(
  engine: Engine,
  { id, name, preset, baseUrl }: Picked,
  provider: ProviderSetup,
  headers: ReadonlyMap<string, string>,
): Promise<Checked | undefined> {
  const { t } = vscode.l10n;
  const { origin } = new URL(baseUrl);
  if (!mayCarryKey(new URL(baseUrl))) {
    void tellError(t('A key is not sent unencrypted to {0}. Use an https address.', origin));
    return undefined;
  }
  const keysWith = (key: string): Keys => ({
    key: async () => key,
    secret: async (secret) => headers.get(secret) ?? engine.keys.secret(secret, id, origin),
  });
  return askChecked({
    title: t('API key for {0}', name),
    prompt:
      preset?.keysUrl === undefined
        ? t('It is kept in the secret storage and sent to {0} only.', origin)
        : t('Made at {0}. It is kept in the secret storage and sent to {1} only.', preset.keysUrl, origin),
    password: true,
    fault: (value) => {
      if (value === '') return t('Paste the key here, or press Escape to leave.');
      if (/[^\x21-\x7e]/.test(value)) {
        return t('A key has no spaces or special characters: was something else pasted?');
      }
      return undefined;
    },
    trial: {
      words: t('Asking {0} whether it accepts the key…', name),
      run: (key, signal) => tryKey(provider, keysWith(key), signal),
    },
  });
}
