import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { PassThrough, pipeline, Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { addressKind } from './addressKind.ts';

/** The addresses behind a name; rejects where it has none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Whether a name is this machine's own. */
export function isLocalhost(host: string): boolean {
  return /^localhost\.?$/i.test(host);
}

/**
 * A `fetch` that looks at the very addresses it connects to: a name may lead elsewhere than it did a moment ago. A name is
 * anyone's, `localhost` alone is this machine's. It follows no redirect and sends only the headers it is given.
 */
export function checkedFetch(resolve: Resolve): typeof globalThis.fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const send = url.protocol === 'https:' ? secureRequest : plainRequest;
    const headers = { ...Object.fromEntries(new Headers(init?.headers)), 'accept-encoding': 'identity' };
    return new Promise((answer, reject) => {
      const signal = init?.signal ?? undefined;
      const request = send(url, { headers, lookup: lookupOf(url, resolve), agent: false, ...(signal && { signal }) });
      request.on('response', (message) => {
        try {
          answer(responseOf(message));
        } catch (fault) {
          message.destroy();
          reject(fault);
        }
      });
      request.on('error', reject);
      request.end();
    });
  };
}

function lookupOf({ hostname }: URL, resolve: Resolve): LookupFunction {
  return (asked, { all }, done) => {
    const check = (addresses: readonly string[]) => {
      // Any other name is that of the user's proxy, which connects in the page's stead.
      const wanted = isLocalhost(hostname) ? 'loopback' : 'public';
      const isBad = asked === hostname && addresses.some((address) => addressKind(address) !== wanted);
      const [first] = addresses;
      if (first === undefined || isBad) throw new Error(`${asked} leads into a local network`);
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    };
    resolve(asked)
      .then(check)
      .then(
        (found) => (all ? done(null, found) : done(null, found[0]?.address ?? '', found[0]?.family)),
        (fault) => done(fault, ''),
      );
  };
}

function responseOf(message: IncomingMessage): Response {
  const { statusCode: status = 0, rawHeaders } = message;
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  if (status === 204 || status === 205 || status === 304) {
    message.resume();
    return new Response(null, { status, headers });
  }
  const body = Readable.toWeb(pipeline(message, unpacked(headers.get('content-encoding')), () => {}));
  return new Response(body as ReadableStream<Uint8Array>, { status, headers });
}

/** Some servers pack what was asked for plain. */
function unpacked(encoding: string | null) {
  switch (encoding?.toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      return new PassThrough();
  }
}
