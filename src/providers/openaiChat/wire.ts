import * as z from 'zod/mini';

// Only what is used is declared, and everything may be missing or null: vendors differ, and add fields at will.
const count = z.nullish(z.number());

const usageWire = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  /** OpenRouter: what the call cost, in US$. */
  cost: count,
  /** DeepSeek's name for cached input. */
  prompt_cache_hit_tokens: count,
  prompt_tokens_details: z.nullish(z.object({ cached_tokens: count, cache_write_tokens: count })),
  completion_tokens_details: z.nullish(z.object({ reasoning_tokens: count })),
});

const toolCallWire = z.object({
  index: count,
  id: z.nullish(z.string()),
  function: z.nullish(z.object({ name: z.nullish(z.string()), arguments: z.nullish(z.string()) })),
});

const deltaWire = z.object({
  content: z.nullish(z.union([z.string(), z.array(z.unknown())])),
  reasoning_content: z.nullish(z.string()),
  reasoning: z.nullish(z.string()),
  refusal: z.nullish(z.string()),
  tool_calls: z.nullish(z.array(toolCallWire)),
});

/** One chunk of a streamed chat completion, as far as it is used. */
export const chunkWire = z.object({
  choices: z.nullish(
    z.array(z.object({ index: count, delta: z.nullish(deltaWire), finish_reason: z.nullish(z.string()) })),
  ),
  usage: z.nullish(usageWire),
});
export type Chunk = z.infer<typeof chunkWire>;
export type WireUsage = z.infer<typeof usageWire>;
export type WireToolCall = z.infer<typeof toolCallWire>;
