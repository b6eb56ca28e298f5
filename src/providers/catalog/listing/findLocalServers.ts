import * as z from 'zod';
import { PRESETS } from '../../presets.ts';
import { readJson } from '../../transport/readJson.ts';
import { safeFetch } from '../../transport/safeFetch.ts';

/** A server that runs on this machine, known by what only its kind answers. */
export interface LocalServer {
  /** The preset it belongs to. */
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  /** What it would be asked for, as it names them. */
  readonly models: readonly string[];
}

const TIMEOUT_MS = 300;

const version = z.object({ version: z.string() });
const tags = z.object({ models: z.array(z.object({ name: z.string() })) });
const list = z.object({ data: z.array(z.object({ id: z.string(), type: z.string().optional() })) });
const props = z.object({ default_generation_settings: z.unknown(), total_slots: z.number() });

type Get = (path: string) => Promise<unknown>;

/** The kinds and how each shows which it is; a port alone says nothing. Rejects where it is another server. */
const KINDS: readonly { readonly id: string; readonly models: (get: Get) => Promise<string[]> }[] = [
  {
    // docs.ollama.com/api: version and tags are its own.
    id: 'ollama',
    models: async (get) => {
      version.parse(await get('/api/version'));
      return tags.parse(await get('/api/tags')).models.map(({ name }) => name);
    },
  },
  {
    // lmstudio.ai/docs/developer/rest/endpoints: the list that says what kind of model each is.
    id: 'lmstudio',
    models: async (get) => {
      const { data } = list.parse(await get('/api/v0/models'));
      return data.filter(({ type }) => type === undefined || type === 'llm' || type === 'vlm').map(({ id }) => id);
    },
  },
  {
    // github.com/ggml-org/llama.cpp, tools/server/README.md
    id: 'llamacpp',
    models: async (get) => {
      props.parse(await get('/props'));
      return list.parse(await get('/v1/models')).data.map(({ id }) => id);
    },
  },
];

/** Where to look and with what. */
interface SearchOptions {
  readonly fetch?: typeof globalThis.fetch;
  /** Other base URLs than the presets', by preset. */
  readonly baseUrls?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/**
 * The servers that answer on this machine on their usual ports. Nothing is sent but the questions themselves: no key, no
 * header of anybody; what does not answer at once or as its kind does is not there.
 */
export async function findLocalServers({
  fetch = globalThis.fetch,
  baseUrls = {},
  timeoutMs = TIMEOUT_MS,
}: SearchOptions = {}): Promise<LocalServer[]> {
  const searches = KINDS.map(async ({ id, models }): Promise<LocalServer[]> => {
    const preset = PRESETS.find((candidate) => candidate.id === id);
    const baseUrl = baseUrls[id] ?? preset?.baseUrl;
    if (preset === undefined || baseUrl === undefined) return [];
    const { origin } = new URL(baseUrl);
    const send = safeFetch({ origin, headers: {}, fetch });
    const signal = AbortSignal.timeout(timeoutMs);
    const get = async (path: string): Promise<unknown> => readJson(await send(`${origin}${path}`, { signal }));
    return models(get).then(
      (names) => [{ id, name: preset.name, baseUrl, models: names }],
      () => [],
    );
  });
  return (await Promise.all(searches)).flat();
}
