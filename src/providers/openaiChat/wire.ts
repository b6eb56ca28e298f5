import * as z from 'zod';

// Only what is used is declared, and everything may be missing or null: vendors differ, and add fields at will.
const count = z.nullish(z.number());

/** A count that is none of the kind is one that was not reported: it must not take the text beside it along. */
const amount = z.catch(z.nullish(z.number().check(z.nonnegative(), z.lte(1e12))), null);

const usageWire = z.object({
  prompt_tokens: amount,
  completion_tokens: amount,
  total_tokens: amount,
  /** OpenRouter: what the call cost, in US$. */
  cost: amount,
  /** DeepSeek's name for cached input. */
  prompt_cache_hit_tokens: amount,
  prompt_tokens_details: z.catch(z.nullish(z.object({ cached_tokens: amount, cache_write_tokens: amount })), null),
  completion_tokens_details: z.catch(z.nullish(z.object({ reasoning_tokens: amount })), null),
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
  usage: z.catch(z.nullish(usageWire), null),
});
export type Chunk = z.infer<typeof chunkWire>;
export type WireUsage = z.infer<typeof usageWire>;
export type WireToolCall = z.infer<typeof toolCallWire>;
