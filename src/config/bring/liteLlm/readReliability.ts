import { say } from '../../../core/words.ts';
import type { SetupDraft } from '../draft.ts';
import type { Section } from '../section.ts';

const LONGEST_RETRY_MS = 600_000;
const LONGEST_COOLDOWN_MS = 3_600_000;

/**
 * Retries, rests and timeouts of all models: `router_settings` win over `litellm_settings`
 * (docs.litellm.ai/docs/proxy/config_settings), and LiteLLM counts in seconds.
 */
export function readReliability(places: readonly Section[], draft: SetupDraft): void {
  const number = (...keys: string[]) =>
    keys.flatMap((key) => places.map((place) => place.number(key))).find((value) => value !== undefined);
  const flag = (key: string) => places.map((place) => place.flag(key)).find((value) => value !== undefined);
  const { notes, resilience } = draft;
  const retries = number('num_retries');
  const retryAfter = number('retry_after');
  const cooldown = flag('disable_cooldowns') === true ? 0 : number('cooldown_time');
  const whole = number('timeout', 'request_timeout');
  const first = number('stream_timeout');
  if (retries !== undefined && retries >= 1) {
    resilience.retryServerErrorOnce = true;
    const why = say('the same model is asked once more after a server error, then the next one');
    notes.add('num_retries', retries, { effect: 'changed', why });
  }
  if (retryAfter !== undefined && retryAfter > 0) {
    resilience.retryAfterUpToMs = Math.min(Math.round(retryAfter * 1000), LONGEST_RETRY_MS);
    const why = say('Switchyard waits as long as the provider asks for, and at most so long');
    notes.add('retry_after', retryAfter, { effect: 'changed', why });
  }
  if (cooldown !== undefined && cooldown >= 0) {
    resilience.cooldownMs = Math.min(Math.round(cooldown * 1000), LONGEST_COOLDOWN_MS);
  }
  // A deployment's own timeouts were read before and win.
  for (const provider of draft.providers) {
    if (whole !== undefined && whole > 0) draft.usualTimeout(provider, 'totalMs', whole * 1000);
    if (first !== undefined && first > 0) draft.usualTimeout(provider, 'firstTokenMs', first * 1000);
  }
}
