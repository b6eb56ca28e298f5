import * as z from 'zod';
import { lenient, tokenCount } from '../../../lenient.ts';
import type { Ask } from '../askProvider.ts';
import type { Told } from '../told.ts';

const lmStudioList = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      type: lenient(z.string()),
      max_context_length: tokenCount,
      loaded_context_length: tokenCount,
      capabilities: lenient(z.array(z.string())),
    }),
  ),
});

/** lmstudio.ai/docs/developer/rest/endpoints, v0: the newer API names its models differently from its chat. */
export async function tellLmStudio(ask: Ask, root: string): Promise<ReadonlyMap<string, Told>> {
  const { data } = lmStudioList.parse(await ask(`${root}/api/v0/models`));
  return new Map(
    data.map(({ id, type, max_context_length, loaded_context_length, capabilities }) => [
      id,
      {
        contextWindow: loaded_context_length ?? max_context_length,
        chat: type == null ? undefined : type === 'llm' || type === 'vlm',
        abilities: { vision: type == null ? undefined : type === 'vlm', tools: capabilities?.includes('tool_use') },
      },
    ]),
  );
}
