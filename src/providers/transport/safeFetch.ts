import { SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';

/** What a request may carry: nothing that an SDK or an environment variable adds on its own. */
export interface SafeFetchOptions {
  /** The only origin that may be asked. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  /** Told of what is thrown: SDKs wrap it, and lose the reason of some. */
  readonly onFault?: (fault: unknown) => void;
}

/** An answer that is no success, with its body as it came: SDKs keep only the errors of their own vendor's shape. */
export class HttpFault extends Error {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;

  constructor({ status, headers }: Response, body: string) {
    super(`HTTP ${status}`);
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/**
 * A `fetch` for vendors' SDKs: it asks only its own origin, sends only the given headers (SDKs add organisation and
 * custom headers from the environment, which would reach the wrong vendor), follows no redirect, throws an `HttpFault`
 * for every answer that is no success.
 */
export function safeFetch({ onFault, ...options }: SafeFetchOptions): typeof globalThis.fetch {
  return async (input, init) => {
    try {
      return await ask(new URL(input instanceof Request ? input.url : input), init, options);
    } catch (fault) {
      onFault?.(fault);
      throw fault;
    }
  };
}

async function ask(
  url: URL,
  init: RequestInit | undefined,
  { origin, headers, fetch }: SafeFetchOptions,
): Promise<Response> {
  if (url.origin !== origin) throw new SwitchyardError('network', say('refused to call {0}', url.origin));
  const response = await fetch(url, {
    ...init,
    headers: { accept: accepted(init?.headers), 'content-type': 'application/json', ...headers },
    redirect: 'manual',
  });
  if (!response.ok) throw new HttpFault(response, await response.text());
  return response;
}

function accepted(headers: RequestInit['headers']): string {
  return new Headers(headers).get('accept') ?? 'application/json';
}
