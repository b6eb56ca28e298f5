import * as vscode from 'vscode';
import type { ChatController } from '../../chat/chatController.ts';
import type { Attachment } from '../../context/editorContext.ts';

/** What commands that ask in the chat work with. */
export interface Asker {
  readonly chat: ChatController;
  /** Brings the chat into sight, wherever it is shown. */
  readonly reveal: () => Thenable<unknown>;
}

/** A question that a command has made up. */
export interface CommandQuestion {
  readonly text: string;
  readonly command: string;
  readonly attachments: readonly Attachment[];
}

/** Asks in the chat and brings it into sight; false, with a word about it, while another answer is coming. */
export async function askInChat({ chat, reveal }: Asker, question: CommandQuestion): Promise<boolean> {
  if (chat.busy) {
    void vscode.window.showInformationMessage(vscode.l10n.t('An answer is still coming. Stop it first.'));
    return false;
  }
  await reveal();
  await chat.send(question);
  return true;
}
