import * as z from 'zod/mini';
import { problemSchema } from '../answer.ts';
import { chatEventSchema } from '../chatEventSchema.ts';
import { chipSchema, feedbackSchema, messageSchema } from '../panelState.ts';
import { id, nothing, text } from './limits.ts';

/** Asking, stopping, asking again: what the panel says about the conversation it shows. */
export const CHAT_TO_HOST = {
  'chat/send': z.object({ text }),
  /** The text of the question that is being written, a moment after it changed, and as which chat it was opened. */
  'draft/change': z.object({ text, opened: z.optional(z.number()) }),
  'chat/stop': nothing,
  'chat/new': nothing,
  'chat/regenerate': z.object({ messageId: id }),
  /** The host lets the reader choose the model; both answers are then shown side by side. */
  'chat/regenerateWith': z.object({ messageId: id }),
  /** A question in other words; the former ones are kept beside it. */
  'message/edit': z.object({ messageId: id, text }),
  'message/delete': z.object({ messageId: id }),
  /** Brings back what was deleted last. */
  'message/undo': nothing,
  /** Shows another version of a message, with what follows it. */
  'message/show': z.object({ messageId: id }),
  /** One of two answers that were compared is the one to go on with. */
  'message/choose': z.object({ messageId: id }),
  /** Goes on with an answer that was cut. */
  'message/continue': z.object({ messageId: id }),
  /** Null takes a vote back. */
  'message/vote': z.object({ messageId: id, feedback: z.nullable(feedbackSchema) }),
  'queue/remove': z.object({ messageId: id }),
  /** Takes a message out of the queue, and attaches what it carries to the one being written. */
  'queue/edit': z.object({ messageId: id }),
  /** Asks what waits although the answer before it failed or was stopped. */
  'queue/send': z.object({ messageId: id }),
} as const;

const queuedSchema = z.object({ id: z.string(), text: z.string(), chips: z.array(chipSchema) });
export type Queued = z.infer<typeof queuedSchema>;

/** What stands between the messages and the composer. */
const talkSchema = z.object({
  conversationId: z.string(),
  /** Another number than before: another chat was opened, and its draft belongs into the composer. */
  opened: z.number(),
  draft: z.string(),
  /** Messages that wait for the answer before them. */
  queue: z.array(queuedSchema),
  /** What was deleted just now and can be had back. */
  undo: z.nullable(z.enum(['user', 'assistant'])),
});
export type Talk = z.infer<typeof talkSchema>;

/** How the shown conversation goes on. */
export const CHAT_TO_PANEL = {
  /** Messages that are new or different; `order` names all there are now, and is absent where that has not changed. */
  'chat/messages': z.object({
    conversationId: z.string(),
    order: z.optional(z.array(z.string())),
    changed: z.array(messageSchema),
  }),
  'chat/talk': talkSchema,
  /** New events of the answer that is coming, in order, and when they came by the host's clock. */
  'chat/events': z.object({ messageId: id, events: z.array(chatEventSchema), at: z.optional(z.number()) }),
  /** A failed or refused answer's problem in words; comes after its last event. */
  'chat/problem': z.object({ messageId: id, problem: problemSchema }),
} as const;
