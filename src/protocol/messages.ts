import * as z from 'zod/mini';
import { ACTIONS, problemSchema } from './answer.ts';
import { chatEventSchema } from './chatEventSchema.ts';
import { composerSchema, panelStateSchema } from './panelState.ts';

const nothing = z.object({});
const id = z.string().check(z.maxLength(100));
const text = z.string().check(z.maxLength(2_000_000));

/** What the panel may say to the host, one schema per method. */
export const PANEL_TO_HOST = {
  /** The view has loaded and wants the whole state. */
  'panel/ready': nothing,
  'chat/send': z.object({ text }),
  'chat/stop': nothing,
  'chat/new': nothing,
  'chat/regenerate': z.object({ messageId: id }),
  /** Puts text on the clipboard; with the answer it came from, that answer counts as kept. */
  'text/copy': z.object({ text, messageId: z.optional(id) }),
  'model/choose': z.object({ model: z.nullable(z.string()) }),
  'chip/remove': z.object({ id }),
  /** Brings back the chip of the active editor after it was removed. */
  'chip/add': nothing,
  'link/open': z.object({ href: z.string().check(z.maxLength(4000)) }),
  /** From the empty state: set this provider up (the host asks for the key). */
  'setup/provider': z.object({ provider: id }),
  'action/run': z.object({ action: z.enum(ACTIONS), provider: z.optional(id), messageId: z.optional(id) }),
} as const;

/** What the host may say to the panel. */
export const HOST_TO_PANEL = {
  /** Replaces everything. */
  'panel/state': panelStateSchema,
  'composer/state': composerSchema,
  /** New events of the answer that is coming, in order. */
  'chat/events': z.object({ messageId: id, events: z.array(chatEventSchema) }),
  /** A failed or refused answer's problem in words; comes after its last event. */
  'chat/problem': z.object({ messageId: id, problem: problemSchema }),
  'composer/focus': nothing,
} as const;

export type Schemas = Readonly<Record<string, z.ZodMiniType>>;
export type Params<S extends Schemas, M extends keyof S> = z.infer<S[M]>;
