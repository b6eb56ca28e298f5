import * as z from 'zod/mini';
import { id, text } from './limits.ts';

/** What a reader does with an answer's text and its code blocks. */
export const CODE_TO_HOST = {
  /** Puts text on the clipboard; with the answer it came from, that answer counts as kept. */
  'text/copy': z.object({ text, messageId: z.optional(id) }),
} as const;
