import { mayCarryKey } from '../../core/models/loopback.ts';
import { say } from '../../core/words.ts';

/** What is wrong with a webhook's address, which is a secret; undefined where nothing is. */
export function webhookFault(address: string): string | undefined {
  if (!URL.canParse(address)) return say('This is no address.');
  return mayCarryKey(new URL(address)) ? undefined : say('It must begin with https://, or be on this machine.');
}
