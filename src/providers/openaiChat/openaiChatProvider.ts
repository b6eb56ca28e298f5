import type { OpenAI } from 'openai';
import type { Keys } from '../../core/ports/keys.ts';
import type { Provider, ProviderCall, ProviderEvent } from '../../core/ports/provider.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { authHeaders } from '../authHeaders.ts';
import { safeFetch } from '../safeFetch.ts';
import { withoutSecrets } from '../withoutSecrets.ts';
import { toError } from './toError.ts';
import { ChunkConverter } from './toEvents.ts';
import { toRequest } from './toRequest.ts';

/** Longer than any deadline of ours: waiting is ended in one place only. */
const NEVER_MS = 2 ** 31 - 1;

/** What a call adds to its request: its own way out, so that one client serves all of them. */
interface CallInit extends Pick<RequestInit, 'redirect'> {
  readonly send: typeof globalThis.fetch;
}

/** Speaks OpenAI's chat completions to one provider, through the `openai` package, which is loaded at the first call. */
export class OpenAiChatProvider implements Provider {
  readonly #setup: ProviderSetup;
  readonly #keys: Keys;
  readonly #fetch: typeof globalThis.fetch;
  #client: Promise<OpenAI> | undefined;

  constructor(setup: ProviderSetup, keys: Keys, fetch: typeof globalThis.fetch) {
    this.#setup = setup;
    this.#keys = keys;
    this.#fetch = fetch;
  }

  async *stream(call: ProviderCall, signal: AbortSignal): AsyncGenerator<ProviderEvent, void> {
    let fault: unknown;
    let headers: Readonly<Record<string, string>> = {};
    try {
      const converter = new ChunkConverter();
      const [client, filled] = await Promise.all([this.#openClient(), authHeaders(this.#setup, this.#keys)]);
      headers = filled;
      const fetchOptions = this.#callInit(headers, call.onActivity, (thrown) => {
        fault = thrown;
      });
      const request = toRequest(call, this.#setup.quirks);
      const chunks = await client.chat.completions.create(request, { signal, fetchOptions });
      // Not `yield*`: it takes several turns of the microtask queue for each event.
      for await (const chunk of chunks) for (const event of converter.push(chunk)) yield event;
      // An aborted call ends normally here; the caller looks at its signal.
    } catch (error) {
      throw withoutSecrets(toError(fault ?? error), headers);
    }
  }

  /** One client for all calls: making it takes longer than all else that is done before the first token. */
  #openClient(): Promise<OpenAI> {
    this.#client ??= createClient(this.#setup.baseUrl).catch((error: unknown) => {
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }

  #callInit(
    headers: Readonly<Record<string, string>>,
    onActivity: () => void,
    onFault: (fault: unknown) => void,
  ): CallInit {
    const { origin } = new URL(this.#setup.baseUrl);
    return { send: safeFetch({ origin, headers, fetch: this.#fetch, onActivity, onFault }) };
  }
}

async function createClient(baseURL: string): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  return new OpenAI({
    baseURL,
    // The package insists on a key; what is sent is decided by `safeFetch`.
    apiKey: 'sent-by-safeFetch',
    maxRetries: 0,
    timeout: NEVER_MS,
    // It would log whole bodies on OPENAI_LOG=debug, and unreadable chunks always.
    logLevel: 'off',
    fetch: (input, init) => (init as CallInit).send(input, init),
  });
}
