import * as z from 'zod';
import { ApiError } from './apiError.ts';
import { bodyFault } from './bodyFault.ts';

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

const part = z.object({
  type: z.string(),
  text: z.string().optional(),
  refusal: z.string().optional(),
  image_url: z.union([z.string().transform((url) => ({ url })), z.object({ url: z.string() })]).optional(),
});

const toolCall = z.object({
  id: z.string(),
  type: z.literal('function').optional(),
  function: z.object({ name: z.string(), arguments: z.string() }),
});

const message = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: optional(z.union([z.string(), z.array(part)])),
  tool_calls: optional(z.array(toolCall)),
  tool_call_id: optional(z.string()),
  refusal: optional(z.string()),
});

const tool = z.object({
  type: z.literal('function'),
  function: z.object({
    name: z.string(),
    description: optional(z.string()),
    parameters: optional(z.record(z.string(), z.unknown())),
    strict: optional(z.boolean()),
  }),
});

const toolChoice = z.union([
  z.enum(['auto', 'none', 'required']),
  z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }),
]);

const responseFormat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('json_object') }),
  z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({ name: z.string(), schema: optional(z.record(z.string(), z.unknown())) }),
  }),
]);

/** A model of a chain: its id, or as Bifrost and LiteLLM write it. */
const link = z.union([
  z.string(),
  z.object({ provider: z.string(), model: z.string() }).transform(({ provider, model }) => `${provider}/${model}`),
  z.object({ model: z.string() }).transform(({ model }) => model),
]);

const schema = z.object({
  model: optional(z.string()),
  models: optional(z.array(link).max(50)),
  fallbacks: optional(z.array(link).max(50)),
  messages: z.array(message).min(1),
  stream: optional(z.boolean()),
  stream_options: optional(z.object({ include_usage: optional(z.boolean()) })),
  n: optional(z.number()),
  tools: optional(z.array(tool)),
  tool_choice: optional(toolChoice),
  parallel_tool_calls: optional(z.boolean()),
  response_format: optional(responseFormat),
  stop: optional(z.union([z.string().transform((stop) => [stop]), z.array(z.string())])),
  temperature: optional(z.number().min(0).max(2)),
  top_p: optional(z.number().min(0).max(1)),
  seed: optional(z.int()),
  max_tokens: optional(z.int().min(1)),
  max_completion_tokens: optional(z.int().min(1)),
  reasoning_effort: optional(z.string()),
});

/** The body of a chat completion, as far as it is used: other fields are passed over. */
export type CompletionBody = z.output<typeof schema>;
export type WireMessage = CompletionBody['messages'][number];
export type WirePart = z.output<typeof part>;

/** Reads a body. Throws an `ApiError` that names the field. */
export function parseCompletion(raw: unknown): CompletionBody {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw bodyFault(parsed.error);
  if ((parsed.data.n ?? 1) !== 1) throw ApiError.field('n', 'must be 1: only one answer is given to a request');
  return parsed.data;
}
