import { SwitchyardError } from '../../core/chat/errors.ts';
import { mayCarryKey } from '../../core/models/loopback.ts';
import { say } from '../../core/words.ts';

/**
 * The origin that keys and secrets for this address are bound to: every secret that is read is read for what this returns.
 * Throws `auth` where it would travel unencrypted to another machine.
 */
export function keyOrigin(baseUrl: string): string {
  const url = new URL(baseUrl);
  if (!mayCarryKey(url)) {
    throw new SwitchyardError('auth', say('a key is not sent unencrypted to {0}: use https', url.origin));
  }
  return url.origin;
}
