import * as z from 'zod';
import { lenient, lenientList, tokenCount } from '../lenient.ts';

// Only what is used is declared, and everything may be missing, null or odd: vendors differ, and add fields at will.
const text = lenient(z.string());

const usageWire = z.object({
  prompt_tokens: tokenCount,
  completion_tokens: tokenCount,
  total_tokens: tokenCount,
  /** OpenRouter: what the call cost, in US$. */
  cost: lenient(z.number().min(0)),
  /** xAI: the same in ten-billionths of a US$ (docs.x.ai, usage object). */
  cost_in_usd_ticks: lenient(z.number().min(0)),
  /** OpenRouter's and its like: asked with one's own key for the vendor, so that `cost` is the gateway's fee alone. */
  is_byok: lenient(z.boolean()),
  cost_details: lenient(z.object({ upstream_inference_cost: lenient(z.number().min(0)) })),
  /** DeepSeek's name for cached input. */
  prompt_cache_hit_tokens: tokenCount,
  /** Moonshot's, and Anthropic's behind some gateways. */
  cached_tokens: tokenCount,
  /** Anthropic's names, which LiteLLM and other gateways keep; `prompt_tokens` include both there. */
  cache_read_input_tokens: tokenCount,
  cache_creation_input_tokens: tokenCount,
  prompt_tokens_details: lenient(z.object({ cached_tokens: tokenCount, cache_write_tokens: tokenCount })),
  completion_tokens_details: lenient(z.object({ reasoning_tokens: tokenCount })),
});

const functionWire = lenient(
  z.object({ name: text, arguments: lenient(z.union([z.string(), z.record(z.string(), z.unknown())])) }),
);

const toolCallWire = z.object({ index: lenient(z.number()), id: text, function: functionWire });

/** Mistral writes typed parts instead of a string, thinking among them. */
const contentPartWire = z.object({
  type: text,
  text,
  thinking: lenient(z.union([z.string(), z.array(z.object({ text }).catch({}))])),
});

const messageWire = z.object({
  content: lenient(z.union([z.string(), z.array(contentPartWire.catch({}))])),
  reasoning_content: text,
  reasoning: text,
  reasoning_details: lenient(z.array(z.unknown())),
  refusal: text,
  tool_calls: lenientList(toolCallWire),
  function_call: functionWire,
});

const choiceWire = z.object({
  index: lenient(z.number()),
  /** Of a chunk. */
  delta: lenient(messageWire),
  /** Of a whole completion. */
  message: lenient(messageWire),
  finish_reason: text,
  /** Moonshot's place for usage in a stream. */
  usage: lenient(usageWire),
});

/** One chunk of a streamed chat completion, or a whole one, as far as it is used. */
export const chunkWire = z.object({
  id: text,
  model: text,
  system_fingerprint: text,
  service_tier: text,
  choices: lenientList(choiceWire),
  usage: lenient(usageWire),
  /** Groq's place for usage in a stream. */
  x_groq: lenient(z.object({ usage: lenient(usageWire) })),
});
export type WireUsage = z.infer<typeof usageWire>;
export type WireMessage = z.infer<typeof messageWire>;
export type WireChoice = z.infer<typeof choiceWire>;
export type WireToolCall = z.infer<typeof toolCallWire>;
