import type * as z from 'zod/mini';
import { CHAT_TO_HOST, CHAT_TO_PANEL } from './messages/chatMessages.ts';
import { CODE_TO_HOST } from './messages/codeMessages.ts';
import { COLORS_TO_HOST, COLORS_TO_PANEL } from './messages/colorMessages.ts';
import { CONTEXT_TO_HOST, CONTEXT_TO_PANEL } from './messages/contextMessages.ts';
import { HISTORY_TO_HOST, HISTORY_TO_PANEL } from './messages/historyMessages.ts';
import { LINK_TO_HOST, LINK_TO_PANEL } from './messages/linkMessages.ts';
import { PANEL_NEWS, PANEL_REQUESTS } from './messages/panelMessages.ts';
import { TRAIL_TO_HOST, TRAIL_TO_PANEL } from './messages/trailMessages.ts';

/** What the panel may say to the host, one schema per method. */
export const PANEL_TO_HOST = {
  ...PANEL_REQUESTS,
  ...CHAT_TO_HOST,
  ...CODE_TO_HOST,
  ...COLORS_TO_HOST,
  ...CONTEXT_TO_HOST,
  ...HISTORY_TO_HOST,
  ...LINK_TO_HOST,
  ...TRAIL_TO_HOST,
} as const;

/** What the host may say to the panel. */
export const HOST_TO_PANEL = {
  ...PANEL_NEWS,
  ...CHAT_TO_PANEL,
  ...COLORS_TO_PANEL,
  ...CONTEXT_TO_PANEL,
  ...HISTORY_TO_PANEL,
  ...LINK_TO_PANEL,
  ...TRAIL_TO_PANEL,
} as const;

export type Schemas = Readonly<Record<string, z.ZodMiniType>>;
export type Params<S extends Schemas, M extends keyof S> = z.infer<S[M]>;
