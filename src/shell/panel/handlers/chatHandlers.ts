import type { Handlers } from '../../../protocol/channel.ts';
import type { CHAT_TO_HOST } from '../../../protocol/messages/chatMessages.ts';
import { regenerateWith } from '../../commands/regenerateWith.ts';
import type { PanelParts } from '../panelParts.ts';

/** Asking, stopping, asking again, and what a reader does with single messages. */
export function chatHandlers({ engine, chat, desk, actions }: PanelParts): Handlers<typeof CHAT_TO_HOST> {
  const { messages, deletions, queue, drafts } = chat;
  return {
    'chat/send': ({ text }) => void desk.send(text),
    'draft/change': ({ text, opened }) => {
      if (drafts.change(text, opened)) desk.fit.drafted();
    },
    'chat/stop': () => chat.stop(),
    'chat/new': () => actions.run('newChat'),
    'chat/regenerate': ({ messageId }) => void chat.messages.regenerate(messageId),
    'chat/regenerateWith': ({ messageId }) => void regenerateWith(engine, chat, messageId),
    'message/edit': ({ messageId, text }) => void messages.edit(messageId, text),
    'message/delete': ({ messageId }) => deletions.remove(messageId),
    'message/undo': () => deletions.undo(),
    'message/show': ({ messageId }) => messages.show(messageId),
    'message/choose': ({ messageId }) => messages.choose(messageId),
    'message/continue': ({ messageId }) => void messages.continueAnswer(messageId),
    'message/vote': ({ messageId, feedback }) => messages.vote(messageId, feedback),
    'queue/remove': ({ messageId }) => void queue.take(messageId),
    'queue/edit': ({ messageId }) => {
      const message = queue.take(messageId);
      if (message !== undefined) desk.bringBack(message);
    },
    'queue/send': ({ messageId }) => void chat.sendQueued(messageId),
  };
}
