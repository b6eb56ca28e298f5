import * as vscode from 'vscode';
import { fileAt, tellNothing } from '../commands/asking/askAbout.ts';
import { type Asker, askInChat } from '../commands/asking/asker.ts';
import { documentAttachment, selectionAttachment } from '../context/editorContext.ts';
import { workingEditor } from '../context/workingEditor.ts';
import { chooseRepository } from '../git/gitApi.ts';
import { inform } from '../tell.ts';
import { changesScope } from './changesScope.ts';
import { codeScope } from './codeScope.ts';
import type { ReviewScope } from './reviewScope.ts';

/** Reviews a file of the explorer, else the selection or the file of the active editor. */
export async function review(asker: Asker, file?: unknown): Promise<void> {
  if (file instanceof vscode.Uri) {
    const attachment = await fileAt(file);
    if (attachment === undefined) return tellNothing(false);
    const document = await vscode.workspace.openTextDocument(file);
    return reviewScope(asker, codeScope(document, attachment, new vscode.Selection(0, 0, 0, 0)));
  }
  const editor = workingEditor();
  const attachment = selectionAttachment(editor) ?? (editor && documentAttachment(editor.document));
  if (editor === undefined || attachment === undefined) return tellNothing(false);
  await reviewScope(asker, codeScope(editor.document, attachment, editor.selection));
}

/** Reviews the changes of a repository: the clicked resources, else what is staged, else everything. */
export async function reviewChanges(asker: Asker, clicked: readonly unknown[]): Promise<void> {
  const repository = await chooseRepository(clicked[0]);
  const scope = repository && (await changesScope(repository, clicked.flat()));
  if (scope !== undefined) await reviewScope(asker, scope);
}

/** The answer comes in the chat as it is written; what it finds then also stands at its lines. */
async function reviewScope(asker: Asker, { text, attachment, files }: ReviewScope): Promise<void> {
  if (asker.chat.busy) {
    // Its findings belong to the lines as they are now: it cannot wait for its turn.
    void inform(vscode.l10n.t('An answer is still coming. Stop it first.'));
    return;
  }
  await askInChat(asker, { text, command: 'review', attachments: [attachment], reviewed: files });
}
