import * as z from 'zod/mini';
import { problemSchema } from '../answer.ts';
import { chatEventSchema } from '../chatEventSchema.ts';
import { messageSchema } from '../panelState.ts';
import { id, nothing, text } from './limits.ts';

/** Asking, stopping, asking again: what the panel says about the conversation it shows. */
export const CHAT_TO_HOST = {
  'chat/send': z.object({ text }),
  /** The text of the question that is being written, a moment after it changed. */
  'draft/change': z.object({ text }),
  'chat/stop': nothing,
  'chat/new': nothing,
  'chat/regenerate': z.object({ messageId: id }),
} as const;

/** How the shown conversation goes on. */
export const CHAT_TO_PANEL = {
  /** Messages that are new or different; `order` names all there are now, and is absent where that has not changed. */
  'chat/messages': z.object({
    conversationId: z.string(),
    order: z.optional(z.array(z.string())),
    changed: z.array(messageSchema),
  }),
  /** New events of the answer that is coming, in order. */
  'chat/events': z.object({ messageId: id, events: z.array(chatEventSchema) }),
  /** A failed or refused answer's problem in words; comes after its last event. */
  'chat/problem': z.object({ messageId: id, problem: problemSchema }),
} as const;
