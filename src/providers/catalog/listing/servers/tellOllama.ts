import * as z from 'zod';
import { lenient, lenientList, tokenCount } from '../../../lenient.ts';
import type { Ask } from '../askProvider.ts';
import type { Told } from '../told.ts';

const MOST_DETAILS = 100;
const AT_ONCE = 4;

const text = lenient(z.string());
const words = lenient(z.array(z.string()));
const ollamaShow = z.object({
  capabilities: words,
  parameters: text,
  model_info: lenient(z.record(z.string(), z.unknown())),
});
const ollamaRunning = z.object({ models: lenientList(z.object({ name: text, context_length: tokenCount })) });

/** docs.ollama.com/api-reference/show-model-details and /ps; a running model's window is the one it was loaded with. */
export async function tellOllama(ask: Ask, root: string, names: readonly string[]): Promise<ReadonlyMap<string, Told>> {
  const running = ollamaRunning.parse(await ask(`${root}/api/ps`)).models ?? [];
  const told = new Map<string, Told>();
  const waiting = names.slice(0, MOST_DETAILS);
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const show = await ask(`${root}/api/show`, { model: name }).then(
        (answer) => ollamaShow.safeParse(answer).data,
        () => undefined,
      );
      const loaded = running.find((model) => model?.name === name)?.context_length;
      if (show !== undefined) told.set(name, fromOllama(show, loaded));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return told;
}

function fromOllama(
  { capabilities, parameters, model_info }: z.infer<typeof ollamaShow>,
  loaded?: number | null,
): Told {
  const [, ownWindow] = /^num_ctx\s+(\d+)/m.exec(parameters ?? '') ?? [];
  const trained = Object.entries(model_info ?? {}).find(([key]) => key.endsWith('.context_length'))?.[1];
  const can = (name: string) => capabilities?.includes(name);
  return {
    contextWindow: ownWindow ? Number(ownWindow) : (loaded ?? (typeof trained === 'number' ? trained : undefined)),
    chat: can('completion'),
    // Every model answers in JSON: the server constrains it (docs.ollama.com/capabilities/structured-outputs).
    abilities: { tools: can('tools'), vision: can('vision'), reasoning: can('thinking'), json: capabilities && true },
  };
}
