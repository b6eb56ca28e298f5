import { SwitchyardError } from '../core/chat/errors.ts';

const SHORTEST_SECRET = 6;

/**
 * The error with every header value that was sent taken out of its message: some servers repeat the key they refuse,
 * and messages are shown, logged and kept.
 */
export function withoutSecrets(error: unknown, headers: Readonly<Record<string, string>>): unknown {
  if (!SwitchyardError.is(error)) return error;
  const values = Object.values(headers).flatMap((value) => [value, ...value.split(/\s+/)]);
  const secrets = values.filter((value) => value.length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length);
  const message = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), error.message);
  if (message === error.message) return error;
  // Without its cause, which holds the same words.
  return new SwitchyardError(error.kind, message, { status: error.status, retryAfterMs: error.retryAfterMs });
}
