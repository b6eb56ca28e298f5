import * as z from 'zod';
import { lenient, tokenCount } from '../../../lenient.ts';
import type { Ask } from '../askProvider.ts';
import type { Told } from '../told.ts';

const flag = lenient(z.boolean());
const llamaCppProps = z.object({
  default_generation_settings: lenient(z.object({ n_ctx: tokenCount })),
  modalities: lenient(z.object({ vision: flag })),
  chat_template_caps: lenient(z.object({ supports_tools: flag })),
});

/** github.com/ggml-org/llama.cpp, tools/server/README.md: one model, with the window of one of its slots. */
export async function tellLlamaCpp(
  ask: Ask,
  root: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Told>> {
  const props = llamaCppProps.parse(await ask(`${root}/props`));
  const told: Told = {
    contextWindow: props.default_generation_settings?.n_ctx,
    abilities: { vision: props.modalities?.vision, tools: props.chat_template_caps?.supports_tools },
  };
  // A server with several models says nothing of each here.
  return new Map(names.length === 1 ? names.map((name) => [name, told]) : []);
}
