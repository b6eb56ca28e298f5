import * as vscode from 'vscode';
import { SwitchyardError } from '../../core/chat/errors.ts';
import type { Keys } from '../../core/ports/keys.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { checkKey } from '../../providers/catalog/checkKey.ts';
import type { Trial } from './askChecked.ts';

const TRIAL_MS = 10_000;
const MOST_WORDS = 160;

/** Whether a provider takes these keys: it is asked for its models with them, at its own origin only. */
export async function tryKey(provider: ProviderSetup, keys: Keys, signal: AbortSignal): Promise<Trial> {
  const { t } = vscode.l10n;
  const fault = await ask(provider, keys, signal);
  switch (fault?.kind) {
    case 'auth': {
      const words = t('{0} does not accept this key: {1}.', provider.name, wordsOf(fault));
      // A key may be good for questions and not for the list of models, which is all that is asked here.
      if (fault.status !== 403) return { type: 'refused', words };
      return { type: 'unsure', words: `${words} ${t('Press Enter again to use it anyway.')}` };
    }
    case 'network':
    case 'timeout':
    case 'server':
    case 'overloaded':
    case 'rateLimit': {
      const words = t('The key could not be checked: {0}. Press Enter again to keep it.', wordsOf(fault));
      return { type: 'unsure', words };
    }
    default:
      return { type: 'works' };
  }
}

/** Whether a server that wants no key answers at all. */
export async function tryServer(provider: ProviderSetup, keys: Keys, signal: AbortSignal): Promise<Trial> {
  const { t } = vscode.l10n;
  const fault = await ask(provider, keys, signal);
  if (fault?.kind !== 'network' && fault?.kind !== 'timeout') return { type: 'works' };
  const words = t(
    '{0} cannot be asked: {1}. Start it and press Enter; another Enter keeps the address as it is.',
    provider.name,
    wordsOf(fault),
  );
  return { type: 'unsure', words };
}

async function ask(provider: ProviderSetup, keys: Keys, signal: AbortSignal): Promise<SwitchyardError | undefined> {
  try {
    await checkKey(provider, keys, AbortSignal.any([signal, AbortSignal.timeout(TRIAL_MS)]));
    return undefined;
  } catch (error) {
    if (SwitchyardError.is(error)) return error;
    throw error;
  }
}

/** The provider's own words for the line below an input box: short, without a full stop, and without what would be a link. */
function wordsOf({ message }: SwitchyardError): string {
  const words = message
    .replace(/[[\]\s]+/g, ' ')
    .trim()
    .replace(/\.$/, '');
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS)}…` : words;
}
