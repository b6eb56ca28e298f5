import * as z from 'zod';
import { lenient, tokenCount } from '../lenient.ts';

// Only what is used is declared, and everything may be missing, null or odd: servers that copy the API differ.
const text = lenient(z.string());

/** The usage of a message so far; a later event may bring some of its fields only. */
export const usageWire = z.object({
  input_tokens: tokenCount,
  output_tokens: tokenCount,
  cache_read_input_tokens: tokenCount,
  cache_creation_input_tokens: tokenCount,
  cache_creation: lenient(z.object({ ephemeral_5m_input_tokens: tokenCount, ephemeral_1h_input_tokens: tokenCount })),
  output_tokens_details: lenient(z.object({ thinking_tokens: tokenCount })),
});
export type WireUsage = z.infer<typeof usageWire>;

/** How a message ended; of a refusal, why (platform.claude.com/docs/en/build-with-claude/refusals-and-fallback). */
const stopWire = z.object({ stop_reason: text, stop_details: lenient(z.object({ explanation: text })) });
export type WireStop = z.infer<typeof stopWire>;

/** A whole message, or the beginning of a streamed one. */
export const messageWire = stopWire.extend({
  id: text,
  model: text,
  content: lenient(z.array(z.unknown())),
  usage: lenient(z.looseObject({ service_tier: text })),
});
export type WireMessage = z.infer<typeof messageWire>;

/** A content block as it begins, with fields of every kind of block; those not named here are kept for sending back. */
export const blockWire = z.looseObject({
  type: z.string(),
  text,
  thinking: text,
  id: text,
  name: text,
  citations: lenient(z.array(z.unknown())),
});
export type WireBlock = z.infer<typeof blockWire>;

/** An event of a stream that is no delta of a block, or a whole message. */
export const eventWire = z.object({
  type: text,
  index: lenient(z.number()),
  message: lenient(messageWire),
  content_block: lenient(blockWire),
  delta: lenient(stopWire),
  usage: lenient(z.record(z.string(), z.unknown())),
});

/** What an event adds to a content block; each field may be anything. */
export interface WireDelta {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly thinking?: unknown;
  readonly partial_json?: unknown;
  readonly signature?: unknown;
  readonly citation?: unknown;
}

/** The delta of a content block, for which there may be thousands a second: too many for a schema. */
export function blockDeltaOf(value: unknown): { readonly index?: number; readonly delta: WireDelta } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, index, delta } = value as { type?: unknown; index?: unknown; delta?: unknown };
  if (type !== 'content_block_delta' || typeof delta !== 'object' || delta === null) return undefined;
  return typeof index === 'number' ? { index, delta } : { delta };
}
