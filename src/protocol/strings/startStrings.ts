import { ANNOUNCEMENT_STRINGS } from './announcementStrings.ts';
import { CODE_STRINGS } from './codeStrings.ts';
import { COMPOSER_STRINGS } from './composerStrings.ts';
import { CONTEXT_STRINGS } from './contextStrings.ts';
import { CONVERSATION_STRINGS } from './conversationStrings.ts';
import { RENDERING_STRINGS } from './renderingStrings.ts';
import { ROUTE_STRINGS } from './routeStrings.ts';
import { SETUP_STRINGS } from './setupStrings.ts';

/** What the panel says from its start on, in English. */
export const START_STRINGS = {
  ...ANNOUNCEMENT_STRINGS,
  ...CODE_STRINGS,
  ...COMPOSER_STRINGS,
  ...CONTEXT_STRINGS,
  ...CONVERSATION_STRINGS,
  ...RENDERING_STRINGS,
  ...ROUTE_STRINGS,
  ...SETUP_STRINGS,
} as const;
