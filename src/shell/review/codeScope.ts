import * as vscode from 'vscode';
import { numberLines } from '../../core/review/numberLines.ts';
import type { Attachment } from '../context/editorContext.ts';
import type { ReviewScope } from './reviewScope.ts';

/** A review of a selection or a whole document, its lines numbered; what is attached decides which. */
export function codeScope(
  document: vscode.TextDocument,
  attachment: Attachment,
  selection: vscode.Selection,
): ReviewScope {
  const { t } = vscode.l10n;
  const path = vscode.workspace.asRelativePath(document.uri);
  const { chip, context } = attachment;
  const uri = document.uri.toString();
  if (chip.kind !== 'selection') {
    return {
      text: t('Review this file.'),
      attachment: { chip, context: { ...context, files: [{ path, text: numberLines(document.getText()) }] } },
      files: [{ path, uri, lines: [{ start: 1, end: document.lineCount }] }],
    };
  }
  // Whole lines: half a line has no number.
  const lines = { start: selection.start.line + 1, end: selection.end.line + 1 };
  const text = document.getText(new vscode.Range(selection.start.line, 0, lines.end, 0)).replace(/\r?\n$/, '');
  return {
    text: t('Review the selected code.'),
    attachment: { chip, context: { ...context, selection: numberLines(text, lines.start) } },
    files: [{ path, uri, lines: [lines] }],
  };
}
