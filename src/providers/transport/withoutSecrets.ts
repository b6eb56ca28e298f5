import { SwitchyardError } from '../../core/chat/errors.ts';

const SHORTEST_SECRET = 6;
const SCHEMES = new Set(['bearer', 'basic', 'token']);

/**
 * The error with every header value that was sent taken out of its words, also where they were cut within one: some
 * servers repeat the key they refuse, and messages are shown, logged and kept. Everything else of it stays, but its
 * cause: that holds the vendor's whole answer, and nobody masks it.
 */
export function withoutSecrets(error: unknown, headers: Readonly<Record<string, string>>): unknown {
  if (!SwitchyardError.is(error)) return error;
  const secrets = secretsIn(headers);
  const { code, requestId } = error.details;
  const message = masked(error.message, secrets);
  const changed = { code: code && masked(code, secrets), requestId: requestId && masked(requestId, secrets) };
  const same = message === error.message && changed.code === code && changed.requestId === requestId;
  if (same && error.cause === undefined) return error;
  return new SwitchyardError(error.kind, message, { ...error.details, ...changed });
}

/** The values and their words, the longest first: a part must not be taken out of the whole. */
function secretsIn(headers: Readonly<Record<string, string>>): string[] {
  const values = Object.values(headers).flatMap((value) => [value, ...value.split(/\s+/)]);
  return values
    .filter((value) => value.length >= SHORTEST_SECRET && !SCHEMES.has(value.toLowerCase()))
    .sort((a, b) => b.length - a.length);
}

function masked(text: string, secrets: readonly string[]): string {
  const whole = secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
  if (!text.endsWith('…')) return whole;
  const body = whole.slice(0, -1);
  for (const secret of secrets) {
    for (let length = Math.min(secret.length, body.length); length >= SHORTEST_SECRET; length--) {
      if (body.endsWith(secret.slice(0, length))) return `${body.slice(0, -length)}…`;
    }
  }
  return whole;
}
