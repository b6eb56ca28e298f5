import type { Keys } from '../../core/ports/keys.ts';
import type { Provider, ProviderCall, ProviderEvent } from '../../core/ports/provider.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import { authHeaders } from '../authHeaders.ts';
import { safeFetch } from '../safeFetch.ts';
import { toError } from './toError.ts';
import { ChunkConverter } from './toEvents.ts';
import { toRequest } from './toRequest.ts';

/** Longer than any deadline of ours: waiting is ended in one place only. */
const NEVER_MS = 2 ** 31 - 1;

/** Speaks OpenAI's chat completions to one provider, through the `openai` package, which is loaded at the first call. */
export class OpenAiChatProvider implements Provider {
  readonly #setup: ProviderSetup;
  readonly #keys: Keys;
  readonly #fetch: typeof globalThis.fetch;

  constructor(setup: ProviderSetup, keys: Keys, fetch: typeof globalThis.fetch) {
    this.#setup = setup;
    this.#keys = keys;
    this.#fetch = fetch;
  }

  async *stream(call: ProviderCall, signal: AbortSignal): AsyncGenerator<ProviderEvent, void> {
    try {
      const converter = new ChunkConverter();
      const chunks = await (await this.#client(call.onActivity)).chat.completions.create(
        toRequest(call, this.#setup.quirks),
        { signal },
      );
      for await (const chunk of chunks) yield* converter.push(chunk);
      // An aborted call ends normally here; the caller looks at its signal.
      yield* converter.end();
    } catch (error) {
      throw toError(error);
    }
  }

  async #client(onActivity: () => void) {
    const { baseUrl } = this.#setup;
    const [{ OpenAI }, headers] = await Promise.all([import('openai'), authHeaders(this.#setup, this.#keys)]);
    return new OpenAI({
      baseURL: baseUrl,
      // The package insists on a key; what is sent is decided by `safeFetch`.
      apiKey: 'sent-by-safeFetch',
      maxRetries: 0,
      timeout: NEVER_MS,
      // It would log whole bodies on OPENAI_LOG=debug, and unreadable chunks always.
      logLevel: 'off',
      fetch: safeFetch({ origin: new URL(baseUrl).origin, headers, fetch: this.#fetch, onActivity }),
    });
  }
}
