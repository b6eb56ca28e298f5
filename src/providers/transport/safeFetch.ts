import { SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';
import { keepCodingsFew } from './fewCodings.ts';

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
  keepCodingsFew();
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
  if (!response.ok) throw new HttpFault(response, await errorBody(response));
  return response;
}

/** How long an error's body is waited for: its status is known already. */
const ERROR_BODY_MS = 2000;

/** In UTF-16 code units: nobody reads more of it. */
const LONGEST_ERROR = 64_000;

/** The body of an error as far as it comes: some servers break off in it, or never end it. */
async function errorBody({ body }: Response): Promise<string> {
  if (body === null) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let timer: ReturnType<typeof setTimeout> | number | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ERROR_BODY_MS);
  });
  let text = '';
  try {
    for (
      let piece = await Promise.race([reader.read(), late]);
      piece?.value !== undefined && text.length < LONGEST_ERROR;
    ) {
      text += decoder.decode(piece.value, { stream: true });
      piece = await Promise.race([reader.read(), late]);
    }
  } catch {
    // What came of it tells enough.
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => {});
  }
  return text;
}

function accepted(headers: RequestInit['headers']): string {
  return new Headers(headers).get('accept') ?? 'application/json';
}
