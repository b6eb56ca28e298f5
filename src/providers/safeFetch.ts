import { SwitchyardError } from '../core/chat/errors.ts';

/** What a request may carry: nothing that an SDK or an environment variable adds on its own. */
export interface SafeFetchOptions {
  /** The only origin that may be asked. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  /** Called for every piece of the body that arrives. */
  readonly onActivity: () => void;
}

/**
 * A `fetch` for vendors' SDKs: it asks only its own origin, sends only the given headers (SDKs add organisation and
 * custom headers from the environment, which would reach the wrong vendor), follows no redirect, and tells of life on
 * the line, comments included.
 */
export function safeFetch({ origin, headers, fetch, onActivity }: SafeFetchOptions): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) throw new SwitchyardError('network', `refused to call ${url.origin}`);
    const response = await fetch(url, {
      ...init,
      headers: { accept: accepted(init?.headers), 'content-type': 'application/json', ...headers },
      redirect: 'manual',
    });
    onActivity();
    const { body } = response;
    if (body === null) return response;
    // The SDK reads `body` as an async iterable; everything else goes to the real response.
    Object.defineProperty(response, 'body', { value: tapped(body, onActivity), configurable: true });
    return response;
  };
}

function accepted(headers: RequestInit['headers']): string {
  return new Headers(headers).get('accept') ?? 'application/json';
}

function tapped(body: ReadableStream<Uint8Array>, onActivity: () => void): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const chunk of body) {
        onActivity();
        yield chunk;
      }
    },
  };
}
