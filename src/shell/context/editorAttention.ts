import * as vscode from 'vscode';
import type { RequestContext } from '../../core/chat/requestContext.ts';
import { workingEditor } from './workingEditor.ts';

/** What stands before the reader's eyes: a debug session that is stopped at a frame, or a problem under the cursor. */
export function editorAttention(): RequestContext['attention'] {
  if (vscode.debug.activeStackItem instanceof vscode.DebugStackFrame) return 'stopped';
  const editor = workingEditor();
  if (editor === undefined) return undefined;
  const { active } = editor.selection;
  const isUnder = vscode.languages
    .getDiagnostics(editor.document.uri)
    .some(({ range, severity }) => severity <= vscode.DiagnosticSeverity.Warning && range.contains(active));
  return isUnder ? 'problem' : undefined;
}
