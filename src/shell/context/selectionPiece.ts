import * as vscode from 'vscode';
import { selectionAttachment } from './editorContext.ts';
import { fixedPiece, type Piece } from './piece.ts';
import { workingEditor } from './workingEditor.ts';

/** The selection of the active editor as it is now; with a problem where there is none. */
export function selectionPiece(): Piece {
  const attachment = selectionAttachment(workingEditor());
  if (attachment !== undefined) return fixedPiece(attachment.chip, attachment.context);
  const problem = vscode.l10n.t('Nothing is selected in the editor.');
  const chip = { id: 'selection', kind: 'selection', label: vscode.l10n.t('Selection'), detail: problem } as const;
  return { chip: { ...chip, problem }, gather: async () => ({ problem }) };
}
