import * as vscode from 'vscode';
import type { ChatController } from '../chat/chatController.ts';
import { titleOf } from '../chat/titleOf.ts';
import type { CommandName } from '../commandTable.ts';
import type { Screens } from '../panel/screens.ts';
import { askText } from '../picks.ts';
import { inform } from '../tell.ts';
import type { ChatLibrary } from './chatLibrary.ts';

type Commands = Pick<Record<CommandName, (argument?: unknown) => unknown>, 'showChats' | 'renameChat'>;

/** What the palette can do with the chats; carrying them around is among the late commands. */
export function historyCommands(library: ChatLibrary, chat: ChatController, screens: Screens): Commands {
  return {
    showChats: () => screens.show((post) => post('history/show', {})),
    renameChat: async () => {
      const { id, turns } = chat.conversation;
      if (turns.length === 0) {
        void inform(vscode.l10n.t('This chat is empty: ask something first.'));
        return;
      }
      const title = await askText({
        title: vscode.l10n.t('Rename Chat'),
        prompt: vscode.l10n.t('Without a name it is called by its first question.'),
        value: titleOf(chat.conversation),
      });
      if (title !== undefined) await library.rename(id, title);
    },
  };
}
