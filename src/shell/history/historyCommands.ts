import * as vscode from 'vscode';
import type { ChatController } from '../chat/chatController.ts';
import { titleOf } from '../chat/titleOf.ts';
import type { CommandName } from '../commandTable.ts';
import { inform } from '../tell.ts';
import type { ChatLibrary } from './chatLibrary.ts';

type Commands = Pick<Record<CommandName, (argument?: unknown) => unknown>, 'showChats' | 'renameChat'>;

/** The chat as tabs among the editors. */
interface Tabs {
  readonly active: vscode.WebviewPanel | undefined;
}

/** What the palette can do with the chats; carrying them around is among the late commands. */
export function historyCommands(library: ChatLibrary, chat: ChatController, editors: Tabs): Commands {
  return {
    showChats: async () => {
      const tab = editors.active;
      if (tab === undefined) await vscode.commands.executeCommand('switchyard.chat.focus');
      else tab.reveal(undefined, false);
      library.wish.make(tab ?? 'view');
    },
    renameChat: async () => {
      const { id, turns } = chat.conversation;
      if (turns.length === 0) {
        void inform(vscode.l10n.t('This chat is empty: ask something first.'));
        return;
      }
      const title = await vscode.window.showInputBox({
        title: vscode.l10n.t('Rename Chat'),
        prompt: vscode.l10n.t('Without a name it is called by its first question.'),
        value: titleOf(chat.conversation),
      });
      if (title !== undefined) await library.rename(id, title);
    },
  };
}
