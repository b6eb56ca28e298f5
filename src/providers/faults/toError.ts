import { SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';
import { HttpFault } from '../transport/safeFetch.ts';
import { codedError } from './codedError.ts';
import type { Fields } from './faultLayers.ts';
import { readFault, requestIdOf } from './readFault.ts';

/**
 * Whatever `safeFetch`, a vendor's package or the network threw, as a coded error, the same for every dialect. `sent` is
 * the request's body, in which a refused field is recognised. A `TypeError` that is no network fault is our own bug and
 * comes back as it was, as does anything else that is not known.
 */
export function toError(error: unknown, sent?: Fields): unknown {
  if (SwitchyardError.is(error)) return error;
  if (error instanceof HttpFault) return answerError(error, sent);
  if (error instanceof SyntaxError) {
    return new SwitchyardError('protocol', say('a piece of the answer could not be read'), { cause: error });
  }
  return networkError(error);
}

function answerError(fault: HttpFault, sent: Fields | undefined): SwitchyardError {
  const { status, headers } = fault;
  if (status >= 300 && status < 400) {
    const message = say('it redirects elsewhere ({0}); redirects are not followed', status);
    return new SwitchyardError('network', message, { status, requestId: requestIdOf(headers), cause: fault });
  }
  return codedError(readFault(fault.body), { status, headers, sent, cause: fault });
}

const DEEPEST_CAUSE = 10;

/**
 * A `network` error for what Node, undici or the editor's `fetch` throw when a connection fails, known by their names
 * for it anywhere in the chain of causes; anything else comes back as it was.
 */
function networkError(error: unknown): unknown {
  const chain = causes(error);
  const known = chain.find(({ code }) => Object.hasOwn(NETWORK_WORDS, code));
  if (known !== undefined)
    return new SwitchyardError('network', say(NETWORK_WORDS[known.code] ?? ''), { cause: error });
  const broke = chain.some(
    ({ code, message }) =>
      code.startsWith('UND_ERR') || /^(?:terminated|fetch failed|connection error|net::ERR_)/i.test(message),
  );
  return broke ? new SwitchyardError('network', say('the connection broke'), { cause: error }) : error;
}

function causes(error: unknown): { code: string; message: string }[] {
  const chain = [];
  for (let cause = error; cause instanceof Error && chain.length < DEEPEST_CAUSE; cause = cause.cause) {
    // A number in a DOMException.
    chain.push({ code: 'code' in cause ? String(cause.code) : '', message: cause.message });
  }
  return chain;
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
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too large',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate cannot be verified',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};
