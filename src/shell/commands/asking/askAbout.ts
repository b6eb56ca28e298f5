import * as vscode from 'vscode';
import { type Attachment, documentAttachment, selectionAttachment } from '../../context/editorContext.ts';
import { workingEditor } from '../../context/workingEditor.ts';
import { inform } from '../../tell.ts';
import { type Asker, askInChat } from './asker.ts';

type Gesture = 'explain' | 'fix' | 'summarize' | 'tests' | 'docs';

/**
 * Asks with one gesture about a file of the explorer, or else about the selection of the active editor or, where that
 * makes sense, its file; and shows the panel.
 */
export async function askAbout(asker: Asker, gesture: Gesture, file?: unknown): Promise<void> {
  const attachment =
    file instanceof vscode.Uri ? await fileAt(file) : inEditor(gesture !== 'explain' && gesture !== 'fix');
  if (attachment === undefined) return tellNothing(gesture === 'explain' || gesture === 'fix');
  await askInChat(asker, { text: words(gesture, attachment), command: gesture, attachments: [attachment] });
}

/** The selection, else the file if that will do. */
export function inEditor(orFile: boolean): Attachment | undefined {
  const editor = workingEditor();
  const selection = selectionAttachment(editor);
  return selection ?? (orFile && editor !== undefined ? documentAttachment(editor.document) : undefined);
}

/** A file of the explorer; undefined for what is no text. */
export async function fileAt(uri: vscode.Uri): Promise<Attachment | undefined> {
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  return document === undefined ? undefined : documentAttachment(document);
}

/** Says what is missing. */
export function tellNothing(needsSelection: boolean): void {
  void inform(
    needsSelection
      ? vscode.l10n.t('Select some code first.')
      : vscode.l10n.t('Open a text file that is not empty, or select some code, first.'),
  );
}

function words(gesture: Gesture, { chip, context }: Attachment): string {
  const { t } = vscode.l10n;
  const selected = chip.kind === 'selection';
  switch (gesture) {
    case 'explain':
      return selected ? t('Explain the selected code.') : t('Explain this file.');
    case 'fix':
      return context.diagnostics === undefined
        ? t('Find and fix the mistake in the selected code.')
        : t('Fix the reported problems in the selected code.');
    case 'summarize':
      return selected ? t('Summarize the selection.') : t('Summarize this file.');
    case 'tests':
      return selected ? t('Write tests for the selected code.') : t('Write tests for this file.');
    case 'docs':
      return selected ? t('Write documentation for the selected code.') : t('Write documentation for this file.');
  }
}
