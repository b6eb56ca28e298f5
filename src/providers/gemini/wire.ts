import * as z from 'zod';
import { lenient, lenientList, tokenCount } from '../lenient.ts';

// Only what is used is declared, and everything may be missing, null or odd.
const text = lenient(z.string());
const flag = lenient(z.boolean());

/** Names, or numbers where the request asked for `enum-encoding=int`. */
const enumWire = lenient(z.union([z.string(), z.number()]));

/** A piece of streamed arguments: one value, or a piece of one, and where it stands. */
const partialArgWire = z.object({
  jsonPath: text,
  stringValue: text,
  numberValue: lenient(z.number()),
  boolValue: flag,
  nullValue: z.unknown().optional(),
});

const functionCallWire = z.object({
  id: text,
  name: text,
  args: lenient(z.record(z.string(), z.unknown())),
  partialArgs: lenientList(partialArgWire),
  willContinue: flag,
});

/** A part of an answer, as far as it is used. */
export const partWire = z.object({
  text,
  thought: flag,
  thoughtSignature: text,
  functionCall: lenient(functionCallWire),
});

const usageWire = z.object({
  promptTokenCount: tokenCount,
  toolUsePromptTokenCount: tokenCount,
  cachedContentTokenCount: tokenCount,
  candidatesTokenCount: tokenCount,
  thoughtsTokenCount: tokenCount,
  totalTokenCount: tokenCount,
  /** The Gemini API's name of how the call was served, then Vertex AI's. */
  serviceTier: text,
  trafficType: text,
});

/** One chunk of a streamed answer, or a whole one, as far as it is used; parts are read one by one. */
export const chunkWire = z.object({
  candidates: lenientList(
    z.object({
      index: lenient(z.number()),
      content: lenient(z.object({ parts: lenient(z.array(z.unknown())) })),
      finishReason: enumWire,
      finishMessage: text,
    }),
  ),
  promptFeedback: lenient(z.object({ blockReason: enumWire, blockReasonMessage: text })),
  usageMetadata: lenient(usageWire),
  modelVersion: text,
  responseId: text,
});

export type WireChunk = z.infer<typeof chunkWire>;
export type WireCall = z.infer<typeof functionCallWire>;
export type WirePartialArg = z.infer<typeof partialArgWire>;
export type WireUsage = z.infer<typeof usageWire>;
