import * as z from 'zod/mini';
import { id, text } from './limits.ts';

/** A code block by its text; `info` is what stands behind its fence. The host looks the rest up in the answer. */
const block = z.object({ text, info: z.string().check(z.maxLength(1000)), messageId: z.optional(id) });

/** What a reader does with an answer's text and its code blocks. */
export const CODE_TO_HOST = {
  /** Puts text on the clipboard; with the answer it came from, that answer counts as kept. */
  'text/copy': z.object({ text, messageId: z.optional(id) }),
  /** Puts the code at every cursor of the active editor. */
  'code/insert': block,
  /** Opens an untitled document with the code. */
  'code/newFile': block,
  /** Puts one line of it in a terminal without running it. */
  'code/terminal': block,
  /** Compares it with the file it belongs into, where it can be applied. */
  'code/apply': block,
  /** The same for every block of an answer that names its file, as one set. */
  'code/applyAll': z.object({ messageId: id }),
} as const;
