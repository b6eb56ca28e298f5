import * as z from 'zod';
import { type ChatMessage, type MessagePart, messageText } from '../../core/chat/message.ts';
import { argumentsObject } from '../argumentsJson.ts';
import { withTexts } from '../textPlaces.ts';
import { isPart, type Part } from './isPart.ts';

/** A call whose result has to follow. */
export interface AwaitedCall {
  /** The id under which its result is kept. */
  readonly id: string;
  readonly name: string;
  /** The id that the model is told, if any. */
  readonly sentId: string | undefined;
}

interface ModelTurn {
  readonly parts: readonly Part[];
  readonly calls: readonly AwaitedCall[];
}

/**
 * An assistant's message as Gemini's parts: in the model's own words where they are kept and whole, with its signatures.
 * Ids of calls are told to models from generation 3 on; Vertex AI refuses them with earlier ones.
 */
export function modelTurn(message: ChatMessage, generation: number): ModelTurn {
  const calls = message.parts.filter((part) => part.type === 'toolCall');
  return ownWords(message, calls) ?? plainWords(message, calls, generation >= 3);
}

type ToolCall = Extract<MessagePart, { type: 'toolCall' }>;

const verbatimWire = z.object({ parts: z.array(z.looseObject({})) });
const partsWire = z
  .array(
    z
      .looseObject({
        text: z.string().optional(),
        thoughtSignature: z.string().optional(),
        functionCall: z.looseObject({ id: z.string().optional(), name: z.string().min(1) }).optional(),
      })
      .refine(isPart),
  )
  .min(1);

function ownWords(message: ChatMessage, calls: readonly ToolCall[]): ModelTurn | undefined {
  const kept = verbatimWire.safeParse(message.verbatim?.content).data?.parts ?? [];
  const parts = partsWire.safeParse(withTexts(kept, messageText(message))).data;
  const sent = parts?.flatMap(({ functionCall }) => functionCall ?? []) ?? [];
  // Somebody took calls out of the message, or put some in.
  if (parts === undefined || sent.length !== calls.length) return undefined;
  return { parts, calls: sent.map(({ id, name }, at) => ({ id: calls[at]?.id ?? '', name, sentId: id })) };
}

function plainWords({ parts }: ChatMessage, calls: readonly ToolCall[], tellsIds: boolean): ModelTurn {
  return {
    parts: parts.flatMap((part): Part[] => {
      if (part.type === 'text') return part.text === '' ? [] : [{ text: part.text }];
      if (part.type !== 'toolCall') return [];
      const { id, name } = part;
      return [{ functionCall: { ...(tellsIds ? { id } : {}), name, args: argumentsObject(part.arguments) } }];
    }),
    calls: calls.map(({ id, name }) => ({ id, name, sentId: tellsIds ? id : undefined })),
  };
}
