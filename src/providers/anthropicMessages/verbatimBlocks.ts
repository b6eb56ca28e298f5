import * as z from 'zod';
import { type ChatMessage, messageText } from '../../core/chat/message.ts';
import { withTexts } from '../textPlaces.ts';
import type { Fields } from './toBlocks.ts';

const object = z.looseObject({});
/** Kinds of blocks by what the vendor insists on; those not named here are taken as they are. */
const blockWire = z.union([
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.looseObject({ type: z.literal('redacted_thinking'), data: z.string() }),
  z.looseObject({ type: z.literal('tool_use'), id: z.string().min(1), name: z.string().min(1), input: object }),
  z.looseObject({ type: z.string().regex(/^(?!(?:text|thinking|redacted_thinking|tool_use)$)./) }),
]);

/**
 * An assistant's turn as the model wrote it, thinking with its signatures included, to go back unchanged; undefined
 * where there is none, or where what was kept is no such turn. Empty texts and turns that end in thinking, because they
 * were cut short, are refused by the vendor: the ones are left out, the others are none.
 */
export function verbatimBlocks(message: ChatMessage): Fields[] | undefined {
  const kept = z.array(object).safeParse(message.verbatim?.content).data ?? [];
  const blocks = z.array(blockWire).safeParse(withTexts(kept, messageText(message))).data;
  const said = blocks?.filter(({ type, text }) => type !== 'text' || String(text).trim() !== '');
  const last = said?.at(-1);
  return last === undefined || last.type === 'thinking' || last.type === 'redacted_thinking' ? undefined : said;
}
