import type { ProviderSetup } from '../../../core/routing/setup.ts';
import type { Ask } from './askProvider.ts';
import { tellLiteLlm } from './servers/tellLiteLlm.ts';
import { tellLlamaCpp } from './servers/tellLlamaCpp.ts';
import { tellLmStudio } from './servers/tellLmStudio.ts';
import { tellOllama } from './servers/tellOllama.ts';
import type { Told } from './told.ts';

/** A server whose own API says more of its models than its list in OpenAI's form. */
interface LocalServer {
  /** Its preset, its port unless changed, and what its list names as the models' owner. */
  readonly id: string;
  readonly port: string;
  readonly owner?: RegExp;
  /** What its own API tells of these models; rejects where it is another server after all. */
  readonly tell: (ask: Ask, root: string, names: readonly string[]) => Promise<ReadonlyMap<string, Told>>;
}

const SERVERS: readonly LocalServer[] = [
  { id: 'ollama', port: '11434', owner: /^library$/, tell: tellOllama },
  { id: 'lmstudio', port: '1234', owner: /^organization[_-]owner$/, tell: tellLmStudio },
  { id: 'llamacpp', port: '8080', owner: /^llamacpp$/, tell: tellLlamaCpp },
  { id: 'litellm', port: '4000', tell: tellLiteLlm },
];

/** What a server of these kinds tells of its models besides their list; nothing where it is none of them. */
export async function tellLocally(
  { id, baseUrl }: ProviderSetup,
  ask: Ask,
  models: readonly { name: string; owner: string }[],
): Promise<ReadonlyMap<string, Told>> {
  const { port } = new URL(baseUrl);
  const owners = new Set(models.map(({ owner }) => owner));
  const server = SERVERS.find(
    (known) => known.id === id || known.port === port || [...owners].some((owner) => known.owner?.test(owner)),
  );
  if (server === undefined) return new Map();
  const root = baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '');
  // A list without details is better than none.
  return server
    .tell(
      ask,
      root,
      models.map(({ name }) => name),
    )
    .catch(() => new Map());
}
