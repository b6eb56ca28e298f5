import type { OpenAI } from 'openai';
import type { ProviderSetup } from '../core/routing/setup.ts';
import { azureBaseUrl } from './azure.ts';

/** Longer than any deadline of ours: waiting is ended in one place only. */
const NEVER_MS = 2 ** 31 - 1;

/** What a call adds to its request: its own way out, so that one client serves all of them. */
interface CallInit extends Pick<RequestInit, 'redirect'> {
  readonly send: typeof globalThis.fetch;
}

const clients = new WeakMap<ProviderSetup, Promise<OpenAI>>();

/** The options that send one call of a shared client through this `fetch`. */
export function callOptions(fetch: typeof globalThis.fetch, signal: AbortSignal) {
  const fetchOptions: CallInit = { send: fetch };
  return { signal, fetchOptions };
}

/** The `openai` package's client of a provider, loaded and made at the first call: making one takes longer than a call. */
export function openAiClient(setup: ProviderSetup): Promise<OpenAI> {
  const known = clients.get(setup);
  if (known !== undefined) return known;
  const made = create(setup);
  clients.set(setup, made);
  made.catch(() => clients.delete(setup));
  return made;
}

async function create({ apiVersion, baseUrl, quirks }: ProviderSetup): Promise<OpenAI> {
  const { AzureOpenAI, OpenAI: Client } = await import('openai');
  const options = {
    // The package insists on a key; what is sent is decided by `safeFetch`.
    apiKey: 'sent-by-safeFetch',
    maxRetries: 0,
    timeout: NEVER_MS,
    // It would log whole bodies on OPENAI_LOG=debug, and unreadable chunks always.
    logLevel: 'off' as const,
    fetch: ((input, init) => (init as unknown as CallInit).send(input, init)) as typeof globalThis.fetch,
  };
  return withoutEnvironment(() => {
    if (!quirks.azure) return new Client({ ...options, baseURL: baseUrl });
    const baseURL = azureBaseUrl(baseUrl, apiVersion);
    if (apiVersion === undefined) return new Client({ ...options, baseURL });
    return baseURL.endsWith('/v1')
      ? new Client({ ...options, baseURL, defaultQuery: { 'api-version': apiVersion } })
      : new AzureOpenAI({ ...options, baseURL, apiVersion });
  });
}

/**
 * The package takes defaults from OPENAI_* and AZURE_* variables, and does not start where OPENAI_CUSTOM_HEADERS is
 * malformed: it is made where there are none. Nothing else runs meanwhile.
 */
function withoutEnvironment<T>(make: () => T): T {
  const { env } = process;
  process.env = {};
  try {
    return make();
  } finally {
    process.env = env;
  }
}
