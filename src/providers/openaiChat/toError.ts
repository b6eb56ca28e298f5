import { type ErrorKind, SwitchyardError } from '../../core/chat/errors.ts';
import { retryAfterMs } from '../retryAfter.ts';

/** Words of the vendors' messages that tell more than the status does, tried in this order. */
const BY_WORDS: readonly (readonly [ErrorKind, RegExp])[] = [
  [
    'quota',
    /insufficient[ _](?:quota|balance|credits?|funds)|exceeded your current quota|more credits|credit balance|billing|paid balance|no resource package|recharge|exhausted credits/i,
  ],
  [
    'contextLength',
    /context[ _-]?length|context window|maximum context|prompt (?:is )?too long|too many (?:input )?tokens|reduce the length|exceeds? the (?:maximum|model'?s?) (?:context|tokens)|exceed_context_size/i,
  ],
  ['contentFilter', /content[ _-]?(?:filter|policy|management)|safety (?:system|policy)|flagged|moderation/i],
  [
    'auth',
    /(?:incorrect|invalid|missing|no|wrong) (?:api[ _-]?key|authentication|auth credentials|cookie auth)|api key (?:is )?(?:invalid|not valid|missing)|unauthorized|invalid_api_key/i,
  ],
  [
    'modelNotFound',
    /model[^.]{0,60}(?:not (?:found|exist)|does not exist|is not a valid model|unknown model)|not a valid model id|no such model|model_not_found|deploymentnotfound/i,
  ],
  ['rateLimit', /rate[ _-]?limit|too many requests|tokens per min|requests per min/i],
  ['overloaded', /overloaded|at capacity|over capacity|try again later|temporarily unavailable|currently unavailable/i],
];

const BY_STATUS: Readonly<Record<number, ErrorKind>> = {
  401: 'auth',
  402: 'quota',
  403: 'auth',
  404: 'modelNotFound',
  408: 'timeout',
  413: 'contextLength',
  429: 'rateLimit',
  503: 'overloaded',
  504: 'timeout',
  529: 'overloaded',
};

/**
 * Whatever the `openai` package or the network threw, as a coded error. A `TypeError` that is no network fault is our
 * own bug and comes back as it was.
 */
export function toError(error: unknown): unknown {
  if (SwitchyardError.is(error)) return error;
  if (error instanceof SyntaxError) {
    return new SwitchyardError('protocol', 'a piece of the answer could not be read', { cause: error });
  }
  const { status, message, headers, code } = facts(error);
  if (status === undefined && !isApiError(error)) return networkError(error);
  const kind = status !== undefined && status >= 300 && status < 400 ? 'network' : kindOf(status, `${code} ${message}`);
  const text =
    status !== undefined && status < 400 ? `it redirects elsewhere (${status}); redirects are not followed` : message;
  return new SwitchyardError(kind, text, { status, retryAfterMs: retryAfterMs(headers, text), cause: error });
}

function kindOf(status: number | undefined, words: string): ErrorKind {
  const byWords = BY_WORDS.find(([, pattern]) => pattern.test(words))?.[0];
  if (status === undefined) return byWords ?? 'server';
  if (status >= 500) return BY_STATUS[status] ?? 'server';
  if (byWords !== undefined && (status === 400 || status === 403 || status === 404 || status === 422 || status === 429))
    return byWords;
  return BY_STATUS[status] ?? 'badRequest';
}

/** Node's and undici's names for a connection that failed, found anywhere in the chain of causes. */
function networkError(error: unknown): unknown {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const known = code === undefined ? undefined : NETWORK_WORDS[code];
    if (known !== undefined) return new SwitchyardError('network', known, { cause: error });
    if (code?.startsWith('UND_ERR') || /^(?:terminated|fetch failed|connection error)/i.test(cause.message)) {
      const deeper = cause.cause instanceof Error ? networkError(cause.cause) : undefined;
      return SwitchyardError.is(deeper)
        ? deeper
        : new SwitchyardError('network', 'the connection broke', { cause: error });
    }
  }
  return isConnectionError(error) ? new SwitchyardError('network', 'the connection failed', { cause: error }) : error;
}

const NETWORK_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers at its address (connection refused)',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  ENOTFOUND: 'its host name is unknown',
  EAI_AGAIN: 'its host name could not be looked up',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
};

function isApiError(error: unknown): boolean {
  return error instanceof Error && 'error' in error && error.error !== undefined;
}

function isConnectionError(error: unknown): boolean {
  return error instanceof Error && /^APIConnection/.test(error.constructor.name);
}

interface Facts {
  readonly status: number | undefined;
  readonly message: string;
  readonly code: string;
  readonly headers: Headers | undefined;
}

/** Reads an `APIError` without its class, so that the package stays lazily loaded. */
function facts(error: unknown): Facts {
  const api = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const body = (typeof api.error === 'object' && api.error !== null ? api.error : {}) as Record<string, unknown>;
  const bodyStatus = typeof body.code === 'number' && body.code >= 400 && body.code < 600 ? body.code : undefined;
  return {
    status: typeof api.status === 'number' ? api.status : bodyStatus,
    message: wordsOf(body, api.message),
    code: [body.code, body.type].filter((part) => typeof part === 'string').join(' '),
    headers: api.headers instanceof Headers ? api.headers : undefined,
  };
}

function wordsOf(body: Record<string, unknown>, fallback: unknown): string {
  const words = [body.message, body.detail, fallback].find((part) => typeof part === 'string' && part !== '');
  const text = typeof words === 'string' ? words : 'the provider gave no reason';
  // An HTML error page or a dumped request is no message.
  return /<(?:!doctype|html)/i.test(text) ? 'the provider answered with a web page' : text.slice(0, 500);
}
