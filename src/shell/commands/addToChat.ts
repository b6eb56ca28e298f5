import * as vscode from 'vscode';
import type { ContextDesk } from '../context/contextDesk.ts';
import { filePiece } from '../context/filePiece.ts';
import { selectionPiece } from '../context/selectionPiece.ts';
import { workingEditor } from '../context/workingEditor.ts';
import { addContext } from './addContext.ts';

/**
 * Attaches what a menu was opened on (all that is selected with it in the explorer), else the selection or the file of the
 * active editor, else what is chosen from a list, and shows the chat for the question.
 */
export async function addToChat(
  desk: ContextDesk,
  ask: () => Thenable<unknown>,
  clicked?: unknown,
  selected?: unknown,
): Promise<void> {
  const all = (Array.isArray(selected) ? selected : []).filter((one) => one instanceof vscode.Uri);
  const editor = workingEditor();
  const isEditor = !(clicked instanceof vscode.Uri) || clicked.toString() === editor?.document.uri.toString();
  if (all.length > 0) await desk.attachFiles(all);
  else if (isEditor && editor !== undefined) {
    desk.attached.add(editor.selection.isEmpty ? filePiece(editor.document.uri) : selectionPiece());
  } else if (clicked instanceof vscode.Uri) await desk.attachFiles([clicked]);
  else if (!(await addContext(desk))) return;
  await ask();
}
