import * as vscode from 'vscode';
import { plainLines } from '../../core/apply/fileLines.ts';
import { dedent, indented } from '../../core/apply/indentation.ts';
import { editableEditor } from '../context/workingEditor.ts';
import { inform, warn } from '../tell.ts';
import type { WillEdit } from './proposedChange.ts';

/**
 * Puts a text at every cursor of the last active text editor, in place of what is selected there: one step to undo. False
 * where it could not.
 */
export async function insertAtCursor(text: string, willEdit: WillEdit): Promise<boolean> {
  const editor = await editableEditor();
  if (editor === undefined) {
    void inform(vscode.l10n.t('Open a file and place the cursor first.'));
    return false;
  }
  const { document, options } = editor;
  const lines = dedent(plainLines(text));
  const unit = options.insertSpaces === false ? 'tab' : Number(options.tabSize ?? 4);
  willEdit([document.uri]);
  const done = await editor.edit((edit) => {
    for (const selection of editor.selections) {
      const before = document.lineAt(selection.start.line).text.slice(0, selection.start.character);
      const indent = /^[ \t]*/.exec(before)?.[0] ?? '';
      const [first = '', ...rest] = indented(lines, '', unit);
      const moved = rest.map((line) => (line.trim() === '' ? line : indent + line));
      edit.replace(selection, [first, ...moved].join('\n'));
    }
  });
  if (!done) {
    void warn(vscode.l10n.t('{0} cannot be changed.', vscode.workspace.asRelativePath(document.uri)));
    return false;
  }
  const ends = editor.selections.map(({ end }) => new vscode.Selection(end, end));
  const [primary] = ends;
  const column = editor.viewColumn;
  const shown = await vscode.window.showTextDocument(document, column === undefined ? {} : { viewColumn: column });
  shown.selections = ends;
  if (primary !== undefined) shown.revealRange(primary, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return true;
}
