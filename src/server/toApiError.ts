import type { ErrorEvent, FailedAttempt } from '../core/chat/chatEvent.ts';
import type { ErrorKind } from '../core/chat/errors.ts';
import { failureTitle } from '../core/chat/failureTitle.ts';
import { ApiError } from './apiError.ts';

/** How a kind of failure looks to a client of OpenAI's. */
interface Looks {
  readonly status: number;
  readonly type: string;
  readonly code: string;
  /** Nothing is gained by sending the same request again: OpenAI's clients are told so. */
  readonly final?: true;
}

/**
 * A provider's refused key is no fault of the client's token, so that it is no 401 here; who is out of credit is told as
 * OpenAI tells it.
 */
const LOOKS: Readonly<Record<ErrorKind, Looks>> = {
  auth: { status: 502, type: 'upstream_error', code: 'provider_key_refused', final: true },
  quota: { status: 429, type: 'insufficient_quota', code: 'insufficient_quota', final: true },
  rateLimit: { status: 429, type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  overloaded: { status: 503, type: 'upstream_error', code: 'overloaded' },
  server: { status: 502, type: 'upstream_error', code: 'provider_failed' },
  timeout: { status: 504, type: 'upstream_error', code: 'timeout' },
  network: { status: 502, type: 'upstream_error', code: 'provider_unreachable' },
  contextLength: { status: 400, type: 'invalid_request_error', code: 'context_length_exceeded' },
  contentFilter: { status: 400, type: 'invalid_request_error', code: 'content_filter' },
  modelNotFound: { status: 404, type: 'invalid_request_error', code: 'model_not_found' },
  badRequest: { status: 400, type: 'invalid_request_error', code: 'invalid_request' },
  protocol: { status: 502, type: 'upstream_error', code: 'broken_answer' },
  budget: { status: 402, type: 'budget_error', code: 'budget_exceeded', final: true },
  privacy: { status: 403, type: 'privacy_error', code: 'privacy' },
  cancelled: { status: 503, type: 'server_error', code: 'server_closing' },
  noTarget: { status: 503, type: 'server_error', code: 'no_model', final: true },
};

/** A failed request as an error of OpenAI's, with what every target said and when the first wants to be asked again. */
export function toApiError({ error }: ErrorEvent): ApiError {
  const { kind, attempts } = error;
  const { status, type, code, final } = LOOKS[kind];
  const retryAfterMs = earliest([error, ...attempts]);
  return new ApiError(
    status,
    { message: words(error), type, code, switchyard: { kind, attempts } },
    {
      ...(final ? { 'x-should-retry': 'false' } : {}),
      ...(retryAfterMs === undefined || status < 429 ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
    },
  );
}

function words({ kind, message, attempts }: ErrorEvent['error']): string {
  const [only, ...others] = attempts;
  if (only === undefined) return kind === 'cancelled' ? 'The server is closing.' : message;
  if (others.length === 0) return `${failureTitle(kind, only.model)} ${message}`;
  const models = new Set(attempts.map(({ model }) => model)).size;
  return `None of the ${models} models answered. ${attempts.map((one) => `${one.model}: ${one.message}`).join('; ')}`;
}

function earliest(said: readonly Pick<FailedAttempt, 'retryAfterMs'>[]): number | undefined {
  const waits = said.flatMap(({ retryAfterMs }) => (retryAfterMs === undefined ? [] : [retryAfterMs]));
  return waits.length === 0 ? undefined : Math.min(...waits);
}
