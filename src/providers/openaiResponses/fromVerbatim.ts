import * as z from 'zod';
import { type ChatMessage, messageText } from '../../core/chat/message.ts';

const text = z.string();

const itemWire = z.discriminatedUnion('type', [
  // Loose: gateways put a signature or a format beside what OpenAI knows.
  z.looseObject({
    type: z.literal('reasoning'),
    summary: z.array(z.object({ type: text, text })),
    content: z.array(z.object({ type: text, text })).optional(),
    encrypted_content: text.optional(),
  }),
  z.object({
    type: z.literal('message'),
    id: text.optional(),
    role: z.literal('assistant'),
    status: z.literal('completed'),
    content: z.array(
      z.discriminatedUnion('type', [
        z.object({ type: z.literal('output_text'), text, annotations: z.array(z.never()) }),
        z.object({ type: z.literal('refusal'), refusal: text }),
      ]),
    ),
    phase: text.optional(),
  }),
  z.object({
    type: z.literal('function_call'),
    id: text.optional(),
    call_id: text.min(1),
    name: text,
    arguments: text,
  }),
]);

/** An item of an earlier output as it is sent back. */
export type VerbatimItem = z.infer<typeof itemWire>;

/**
 * The items of an assistant's turn that was kept in this dialect's own form; undefined for anything else, and where the
 * message says something else than was said then, because another model went on with it or it was shortened. Reasoning
 * that nothing follows any more is left out: OpenAI refuses it ("provided without its required following item").
 */
export function fromVerbatim(message: ChatMessage): VerbatimItem[] | undefined {
  const items = z.array(itemWire).safeParse(message.verbatim?.content).data;
  if (items === undefined || items.map(itemText).join('') !== messageText(message)) return undefined;
  const last = items.findLastIndex(({ type }) => type !== 'reasoning');
  return last < 0 ? undefined : items.slice(0, last + 1);
}

function itemText(item: VerbatimItem): string {
  if (item.type !== 'message') return '';
  return item.content.map((part) => (part.type === 'refusal' ? part.refusal : part.text)).join('');
}
