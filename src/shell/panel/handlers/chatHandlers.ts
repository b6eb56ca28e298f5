import type { Handlers } from '../../../protocol/channel.ts';
import type { CHAT_TO_HOST } from '../../../protocol/messages/chatMessages.ts';
import type { PanelParts } from '../panelParts.ts';

/** Asking, stopping and asking again. */
export function chatHandlers({ chat, desk, actions }: PanelParts): Handlers<typeof CHAT_TO_HOST> {
  return {
    'chat/send': ({ text }) => void desk.send(text),
    'draft/change': ({ text }) => desk.fit.draft(text),
    'chat/stop': () => chat.stop(),
    'chat/new': () => actions.run('newChat'),
    'chat/regenerate': ({ messageId }) => void chat.regenerate(messageId),
  };
}
