import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ApiError } from './apiError.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Lets in who knows the token and asks for this very server. */
export class Guard {
  readonly #token: Buffer;
  readonly #hosts: ReadonlySet<string>;

  constructor(token: string, port: number) {
    this.#token = digest(token);
    // Clients leave out the port that is usual.
    const ends = port === 80 ? ['', ':80'] : [`:${port}`];
    this.#hosts = new Set([...LOOPBACK].flatMap((name) => ends.map((end) => `${name}${end}`)));
  }

  /**
   * Throws the `ApiError` that keeps a request out. A name other than loopback's in `Host` is a web page that had its own
   * name point here; an `Origin` is a web page, of which only this machine's own may ask.
   */
  check({ headers }: Pick<IncomingMessage, 'headers'>): void {
    if (!this.#hosts.has((headers.host ?? '').toLowerCase())) {
      throw new ApiError(403, { message: 'The Host header must name this server on loopback.', code: 'host_refused' });
    }
    if (headers.origin !== undefined && !isLoopbackOrigin(headers.origin)) {
      throw new ApiError(403, { message: 'Web pages of other origins may not ask.', code: 'origin_refused' });
    }
    const [, given] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
    if (given === undefined || !timingSafeEqual(digest(given), this.#token)) {
      const message =
        given === undefined
          ? 'Send the token as "Authorization: Bearer TOKEN".'
          : 'That is not the token of this server.';
      throw new ApiError(401, { message, code: 'invalid_api_key' }, { 'www-authenticate': 'Bearer' });
    }
  }
}

/** Of equal length whatever is given, so that comparing tells nothing. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return (protocol === 'http:' || protocol === 'https:') && LOOPBACK.has(hostname);
}
