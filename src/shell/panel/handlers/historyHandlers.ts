import type { Handlers } from '../../../protocol/channel.ts';
import type { HISTORY_TO_HOST } from '../../../protocol/messages/historyMessages.ts';
import type { PanelParts } from '../panelParts.ts';

/** The list of chats. */
export function historyHandlers(_parts: PanelParts): Handlers<typeof HISTORY_TO_HOST> {
  return {};
}
