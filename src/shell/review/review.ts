import * as vscode from 'vscode';
import { placeFinding } from '../../core/review/placeFinding.ts';
import { type Finding, readFindings } from '../../core/review/readFindings.ts';
import { fileAt, tellNothing } from '../commands/asking/askAbout.ts';
import { type Asker, askInChat } from '../commands/asking/asker.ts';
import { documentAttachment, selectionAttachment } from '../context/editorContext.ts';
import { workingEditor } from '../context/workingEditor.ts';
import { chooseRepository } from '../git/gitApi.ts';
import { changesScope } from './changesScope.ts';
import { codeScope } from './codeScope.ts';
import type { FindingComments, PlacedFinding } from './findingComments.ts';
import { fileNamed, type ReviewScope } from './reviewScope.ts';

/** Reviews a file of the explorer, else the selection or the file of the active editor. */
export async function review(asker: Asker, comments: FindingComments, file?: unknown): Promise<void> {
  if (file instanceof vscode.Uri) {
    const attachment = await fileAt(file);
    if (attachment === undefined) return tellNothing(false);
    const document = await vscode.workspace.openTextDocument(file);
    return reviewScope(asker, comments, codeScope(document, attachment, new vscode.Selection(0, 0, 0, 0)));
  }
  const editor = workingEditor();
  const attachment = selectionAttachment(editor) ?? (editor && documentAttachment(editor.document));
  if (editor === undefined || attachment === undefined) return tellNothing(false);
  await reviewScope(asker, comments, codeScope(editor.document, attachment, editor.selection));
}

/** Reviews the changes of a repository: the clicked resources, else what is staged, else everything. */
export async function reviewChanges(
  asker: Asker,
  comments: FindingComments,
  clicked: readonly unknown[],
): Promise<void> {
  const repository = await chooseRepository(clicked[0]);
  const scope = repository && (await changesScope(repository, clicked.flat()));
  if (scope !== undefined) await reviewScope(asker, comments, scope);
}

/** The answer comes in the chat as it is written; what it finds then also stands at its lines. */
async function reviewScope(asker: Asker, comments: FindingComments, scope: ReviewScope): Promise<void> {
  const { text, attachment, files } = scope;
  if (asker.chat.busy) {
    // Its findings belong to the lines as they are now: it cannot wait for its turn.
    void vscode.window.showInformationMessage(vscode.l10n.t('An answer is still coming. Stop it first.'));
    return;
  }
  comments.dismissAll();
  const answer = await askInChat(asker, { text, command: 'review', attachments: [attachment] });
  if (answer === undefined) return;
  const placed = await Promise.all(readFindings(answer.answer.text).map((finding) => place(finding, files)));
  comments.show(placed.filter((finding) => finding !== undefined));
}

async function place(finding: Finding, files: ReviewScope['files']): Promise<PlacedFinding | undefined> {
  const file = fileNamed(files, finding.path) ?? (files.length === 1 ? files[0] : undefined);
  if (file === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument(file.uri).then(undefined, () => undefined);
  const lines = document && placeFinding(finding, document.getText().split(/\r?\n/), file.lines);
  if (document === undefined || lines === undefined) return undefined;
  const end = document.lineAt(Math.min(lines.end, document.lineCount) - 1).range.end;
  return { finding, uri: file.uri, range: new vscode.Range(lines.start - 1, 0, end.line, end.character) };
}
