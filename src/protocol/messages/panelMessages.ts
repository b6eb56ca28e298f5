import * as z from 'zod/mini';
import { ACTIONS } from '../answer.ts';
import { panelStateSchema, setupSchema } from '../panelState.ts';
import { id, nothing } from './limits.ts';

/** The panel as a whole: its state, its setup, the actions that mend a problem. */
export const PANEL_REQUESTS = {
  /** The view has loaded and wants the whole state. */
  'panel/ready': nothing,
  /** Whether the keyboard is in the panel. */
  'panel/focus': z.object({ focused: z.boolean() }),
  'model/choose': z.object({
    model: z.nullable(z.string().check(z.maxLength(500))),
    checked: z.optional(z.boolean()),
  }),
  /** From the empty state: set this provider up (the host asks for the key). */
  'setup/provider': z.object({ provider: id }),
  /** From the empty state: use a server that was found running on this machine. */
  'setup/server': z.object({ server: id }),
  'action/run': z.object({ action: z.enum(ACTIONS), provider: z.optional(id), messageId: z.optional(id) }),
} as const;

/** What the host says about the panel as a whole. */
export const PANEL_NEWS = {
  /** Replaces everything. */
  'panel/state': panelStateSchema,
  /** Whether a model can be asked, and who can be set up. */
  'setup/state': setupSchema,
  'composer/focus': nothing,
} as const;
