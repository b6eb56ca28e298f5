import * as vscode from 'vscode';
import { tellError, warn } from '../tell.ts';
import { askAgain } from './askAgain.ts';
import { insideWorkspace } from './insideWorkspace.ts';
import { lineEdits } from './lineEdits.ts';
import { offerMerge } from './offerMerge.ts';
import type { ReviewEnd, WillEdit } from './proposedChange.ts';
import { rebaseText } from './rebaseText.ts';
import { type ReviewedFile, withLineEnds } from './reviewedFile.ts';

/**
 * Writes reviewed texts as one edit, which one undo takes back per document; existing documents stay unsaved. `kept`: the
 * reader thought better of it or the edit failed, and the review stays open; `discarded`: a merge editor took over.
 */
export async function applyFiles(
  files: readonly ReviewedFile[],
  proposed: (index: number) => string,
  willEdit: WillEdit,
): Promise<ReviewEnd | 'kept'> {
  const outside = await firstOutside(files);
  if (outside !== undefined) {
    void warn(vscode.l10n.t('{0} is outside the folders of this workspace.', outside));
    return 'kept';
  }
  if (!(await askAgain(files))) return 'kept';
  const edit = new vscode.WorkspaceEdit();
  let shown: { uri: vscode.Uri; line: number } | undefined;
  for (const [index, file] of files.entries()) {
    const text = proposed(index);
    if (file.isNew) {
      edit.createFile(file.uri, { overwrite: false, contents: new TextEncoder().encode(text) });
      shown ??= { uri: file.uri, line: 0 };
      continue;
    }
    const document = await vscode.workspace.openTextDocument(file.uri);
    const current = document.getText();
    const placed = rebaseText(file.base, withLineEnds(text, document.eol), current);
    if (!placed.ok) {
      const merged = await offerMerge({ file, current, theirs: text, line: placed.line });
      return merged && files.length === 1 ? 'discarded' : 'kept';
    }
    const edits = lineEdits(current, placed.text);
    for (const { start, end, text: lines } of edits) edit.replace(file.uri, new vscode.Range(start, 0, end, 0), lines);
    if (edits[0] !== undefined) shown ??= { uri: file.uri, line: edits[0].start };
  }
  willEdit(files.map(({ uri }) => uri));
  if (!(await vscode.workspace.applyEdit(edit))) {
    void tellError(vscode.l10n.t('The editor did not apply the change. Nothing was changed.'));
    return 'kept';
  }
  if (shown !== undefined) await show(shown.uri, shown.line);
  return 'applied';
}

async function firstOutside(files: readonly ReviewedFile[]): Promise<string | undefined> {
  for (const { uri, named } of files) {
    if (named && !(await insideWorkspace(uri))) return vscode.workspace.asRelativePath(uri);
  }
  return undefined;
}

async function show(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const at = document.validateRange(new vscode.Range(line, 0, line, 0));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  editor.selection = new vscode.Selection(at.start, at.start);
  editor.revealRange(at, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
