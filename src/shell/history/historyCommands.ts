import * as vscode from 'vscode';
import type { ChatController } from '../chat/chatController.ts';
import { titleOf } from '../chat/titleOf.ts';
import type { CommandName } from '../commandTable.ts';
import type { ChatLibrary } from './chatLibrary.ts';

type Commands = Pick<
  Record<CommandName, (argument?: unknown) => unknown>,
  'showChats' | 'renameChat' | 'exportChat' | 'exportAllChats' | 'importChats' | 'restoreChat'
>;

/** What the palette can do with the chats; carrying them around is loaded late, for few do. */
export function historyCommands(library: ChatLibrary, chat: ChatController): Commands {
  return {
    showChats: async () => {
      await vscode.commands.executeCommand('switchyard.chat.focus');
      library.show();
    },
    renameChat: async () => {
      const { id, turns } = chat.conversation;
      if (turns.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t('This chat is empty: ask something first.'));
        return;
      }
      const title = await vscode.window.showInputBox({
        title: vscode.l10n.t('Rename Chat'),
        prompt: vscode.l10n.t('Without a name it is called by its first question.'),
        value: titleOf(chat.conversation),
      });
      if (title !== undefined) await library.rename(id, title);
    },
    exportChat: async () => (await import('../commands/exportChats.ts')).exportChat(library, chat.conversation.id),
    exportAllChats: async () => (await import('../commands/exportChats.ts')).exportAllChats(library),
    importChats: async () => (await import('../commands/importChats.ts')).importChats(library),
    restoreChat: async () => (await import('../commands/restoreChat.ts')).restoreChat(library),
  };
}
