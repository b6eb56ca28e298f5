import * as z from 'zod/mini';
import { problemSchema } from '../answer.ts';
import { chatEventSchema } from '../chatEventSchema.ts';
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
  /** New events of the answer that is coming, in order, and when they came by the host's clock. */
  'chat/events': z.object({ messageId: id, events: z.array(chatEventSchema), at: z.optional(z.number()) }),
  /** A failed or refused answer's problem in words; comes after its last event. */
  'chat/problem': z.object({ messageId: id, problem: problemSchema }),
} as const;
