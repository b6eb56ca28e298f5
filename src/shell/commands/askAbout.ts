import * as vscode from 'vscode';
import type { ChatController } from '../chat/chatController.ts';
import { type Attachment, fileAttachment, selectionAttachment } from '../context/editorContext.ts';

type Gesture = 'explain' | 'fix' | 'summarize' | 'tests';

/** Asks about the selection (or, where that makes sense, the file) with one gesture, and shows the panel; it waits for an answer that is coming. */
export async function askAbout(chat: ChatController, gesture: Gesture): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const selection = selectionAttachment(editor);
  const attachment = selection ?? (gesture === 'summarize' || gesture === 'tests' ? fileAttachment(editor) : undefined);
  if (attachment === undefined) {
    void vscode.window.showInformationMessage(
      gesture === 'explain' || gesture === 'fix'
        ? vscode.l10n.t('Select some code first.')
        : vscode.l10n.t('Open a file or select some code first.'),
    );
    return;
  }
  await vscode.commands.executeCommand('switchyard.chat.focus');
  await chat.send({ text: words(gesture, attachment), command: gesture, attachments: [attachment] });
}

function words(gesture: Gesture, { chip, context }: Attachment): string {
  const { t } = vscode.l10n;
  const selected = chip.kind === 'selection';
  switch (gesture) {
    case 'explain':
      return t('Explain the selected code.');
    case 'fix':
      return context.diagnostics === undefined
        ? t('Find and fix the mistake in the selected code.')
        : t('Fix the reported problems in the selected code.');
    case 'summarize':
      return selected ? t('Summarize the selection.') : t('Summarize this file.');
    case 'tests':
      return selected ? t('Write tests for the selected code.') : t('Write tests for this file.');
  }
}
