import { ANNOUNCEMENT_STRINGS } from './strings/announcementStrings.ts';
import { CODE_STRINGS } from './strings/codeStrings.ts';
import { COMPOSER_STRINGS } from './strings/composerStrings.ts';
import { CONTEXT_STRINGS } from './strings/contextStrings.ts';
import { CONVERSATION_STRINGS } from './strings/conversationStrings.ts';
import { HISTORY_STRINGS } from './strings/historyStrings.ts';
import { RENDERING_STRINGS } from './strings/renderingStrings.ts';
import { ROUTE_STRINGS } from './strings/routeStrings.ts';
import { SETUP_STRINGS } from './strings/setupStrings.ts';

/** Every string the panel shows, in English; the host translates them and writes them into the page. */
export const PANEL_STRINGS = {
  ...ANNOUNCEMENT_STRINGS,
  ...CODE_STRINGS,
  ...COMPOSER_STRINGS,
  ...CONTEXT_STRINGS,
  ...CONVERSATION_STRINGS,
  ...HISTORY_STRINGS,
  ...RENDERING_STRINGS,
  ...ROUTE_STRINGS,
  ...SETUP_STRINGS,
} as const;

export type PanelStrings = { readonly [K in keyof typeof PANEL_STRINGS]: string };
