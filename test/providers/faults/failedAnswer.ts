import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import { toError } from '../../../src/providers/faults/toError.ts';
import { HttpFault } from '../../../src/providers/transport/safeFetch.ts';

interface FailedAnswer {
  readonly status?: number;
  /** Text as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sent?: Readonly<Record<string, unknown>>;
}

/** What the providers make of an answer that is no success. */
export function failedAnswer({ status = 400, body = '', headers = {}, sent }: FailedAnswer): SwitchyardError {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const error = toError(new HttpFault(new Response(null, { status, headers }), text), sent);
  if (!SwitchyardError.is(error)) throw error;
  return error;
}
