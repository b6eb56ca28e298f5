import * as z from 'zod/mini';
import { CHIP_KINDS, composerSchema } from '../panelState.ts';
import { id, nothing } from './limits.ts';

const chipId = z.string().check(z.maxLength(4000));

/** What may stand behind `#` (a piece of context) or `/` (a task or a prompt file). */
const completionSchema = z.object({
  /** What the host attaches or inserts when this is taken. */
  id: z.string(),
  label: z.string(),
  /** Where it is, or what it does. */
  detail: z.string(),
  icon: z.enum([...CHIP_KINDS, 'task', 'prompt']),
  /** Stands in the text instead of what was typed; what has none becomes a chip. */
  insert: z.optional(z.string()),
});
export type Completion = z.infer<typeof completionSchema>;

/** What will be sent along with the next message. */
export const CONTEXT_TO_HOST = {
  'chip/remove': z.object({ id: chipId }),
  /** Brings back the chip of the active editor after it was removed. */
  'chip/add': nothing,
  /** What was typed behind `#` or `/`; answered with `context/completions` of the same sequence. */
  'context/complete': z.object({
    trigger: z.enum(['#', '/']),
    query: z.string().check(z.maxLength(200)),
    sequence: z.number(),
  }),
  /** A completion was taken: it becomes a chip. */
  'context/attach': z.object({ id: chipId }),
  /** The editor's own list of everything that can be attached. */
  'context/pick': nothing,
  /** Files and folders dropped onto the panel. */
  'context/drop': z.object({ uris: z.array(z.string().check(z.maxLength(4000))).check(z.maxLength(200)) }),
  /** A picture pasted or dropped. */
  'context/image': z.object({
    name: z.string().check(z.maxLength(300)),
    mimeType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
    base64: z.string().check(z.maxLength(14_000_000)),
    /** A small picture of it, as a `data:` address. */
    thumbnail: z.optional(z.string().check(z.maxLength(60_000), z.startsWith('data:image/'))),
  }),
  /** The page behind a pasted address is to be attached as text. */
  'context/url': z.object({ url: z.string().check(z.maxLength(4000)) }),
  /** A way out of what would not fit, as `composer/state` offered it. */
  'fit/resolve': z.object({ id: chipId }),
  /** A summary stands for the earlier messages, or they are sent whole again. */
  'compaction/use': z.object({ id, active: z.boolean() }),
} as const;

/** The composer follows the editor. */
export const CONTEXT_TO_PANEL = {
  'composer/state': composerSchema,
  'context/completions': z.object({ sequence: z.number(), items: z.array(completionSchema) }),
} as const;
