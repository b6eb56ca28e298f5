import { type ErrorKind, SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';
import { retryAfterMs } from '../retryAfter.ts';
import { HttpFault } from '../safeFetch.ts';
import { type Fault, readFault, readFaultText } from './readFault.ts';

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
 * Whatever `safeFetch`, the `openai` package or the network threw, as a coded error. A `TypeError` that is no network
 * fault is our own bug and comes back as it was.
 */
export function toError(error: unknown): unknown {
  if (SwitchyardError.is(error)) return error;
  if (error instanceof SyntaxError) {
    return new SwitchyardError('protocol', say('a piece of the answer could not be read'), { cause: error });
  }
  const facts = factsOf(error);
  if (facts === undefined) return networkError(error);
  const { status, message, code, headers } = facts;
  const redirected = status !== undefined && status < 400;
  const kind = redirected ? 'network' : kindOf(status, `${code} ${message}`.replace(/https?:\/\/\S+/g, ''));
  const text = redirected ? say('it redirects elsewhere ({0}); redirects are not followed', status) : message;
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
    // A number in a DOMException.
    const code = 'code' in cause ? String(cause.code) : '';
    const known = NETWORK_WORDS[code];
    if (known !== undefined) return new SwitchyardError('network', say(known), { cause: error });
    if (code.startsWith('UND_ERR') || /^(?:terminated|fetch failed|connection error|net::ERR_)/i.test(cause.message)) {
      const deeper = cause.cause instanceof Error ? networkError(cause.cause) : undefined;
      return SwitchyardError.is(deeper)
        ? deeper
        : new SwitchyardError('network', say('the connection broke'), { cause: error });
    }
  }
  return error;
}

/** Node's names for a connection that failed, in words. */
export const NETWORK_WORDS: Readonly<Record<string, string>> = {
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

interface Facts extends Fault {
  readonly headers: Headers | undefined;
}

/** What a failed answer or an error event says; undefined for anything else. */
function factsOf(error: unknown): Facts | undefined {
  if (error instanceof HttpFault) {
    return { ...readFaultText(error.body), status: error.status, headers: error.headers };
  }
  // An error event: the package's `APIError`, known by its shape, because its class would load the package.
  if (!(error instanceof Error) || !('error' in error) || error.error === undefined) return undefined;
  const headers = 'headers' in error && error.headers instanceof Headers ? error.headers : undefined;
  return { ...readFault(error.error), headers };
}
