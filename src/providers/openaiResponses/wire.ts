import * as z from 'zod';
import { lenient, lenientList, tokenCount } from '../lenient.ts';

// Only what is used is declared, and everything may be missing, null or odd: gateways and local servers speak this API too.
const text = lenient(z.string());
const index = lenient(z.number());

const partWire = z.object({ type: text, text, refusal: text });

const partsWire = lenient(z.union([z.string(), z.array(partWire.catch({}))]));

/** One item of the output. Loose: what must be sent back is sent back whole. */
const itemWire = z.looseObject({
  type: text,
  id: text,
  call_id: text,
  name: text,
  arguments: lenient(z.union([z.string(), z.record(z.string(), z.unknown())])),
  content: partsWire,
  summary: partsWire,
  encrypted_content: text,
  phase: text,
});

const usageWire = z.object({
  input_tokens: tokenCount,
  input_tokens_details: lenient(z.object({ cached_tokens: tokenCount, cache_write_tokens: tokenCount })),
  output_tokens: tokenCount,
  output_tokens_details: lenient(z.object({ reasoning_tokens: tokenCount })),
  total_tokens: tokenCount,
  /** OpenRouter: what the call cost, in US$. */
  cost: lenient(z.number().min(0)),
  /** xAI: the same in ten-billionths of a US$ (docs.x.ai, usage object). */
  cost_in_usd_ticks: lenient(z.number().min(0)),
  /** OpenRouter's and its like: asked with one's own key for the vendor, so that `cost` is the gateway's fee alone. */
  is_byok: lenient(z.boolean()),
  cost_details: lenient(z.object({ upstream_inference_cost: lenient(z.number().min(0)) })),
});

/** A response as it stands, whole or within an event. */
export const responseWire = z.object({
  model: text,
  status: text,
  incomplete_details: lenient(z.object({ reason: text })),
  output: lenientList(itemWire),
  usage: lenient(usageWire),
  service_tier: text,
  /** xAI keeps its fingerprint there. */
  metadata: lenient(z.object({ system_fingerprint: text })),
});

/** One event of a stream, as far as it is used. */
export const eventWire = z.object({
  type: text,
  output_index: index,
  item_id: text,
  content_index: index,
  summary_index: index,
  delta: text,
  /** What a `.done` event repeats in full. */
  text,
  refusal: text,
  arguments: text,
  part: lenient(partWire),
  item: lenient(itemWire),
  response: lenient(responseWire),
});

export type WireEvent = z.infer<typeof eventWire>;
export type WireItem = z.infer<typeof itemWire>;
export type WirePart = z.infer<typeof partWire>;
export type WireResponse = z.infer<typeof responseWire>;
export type WireUsage = z.infer<typeof usageWire>;
