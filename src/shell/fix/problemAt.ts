import * as vscode from 'vscode';
import { inform } from '../tell.ts';

/** What is reported at a place. */
export interface ReportedProblem {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  /** Each with its line, counted from one. */
  readonly messages: readonly string[];
}

/** What a quick fix was offered for, else what is reported at the cursor; undefined, with a word about it, where nothing is. */
export async function problemAt([uri, diagnostics]: readonly unknown[]): Promise<ReportedProblem | undefined> {
  const { t } = vscode.l10n;
  if (uri instanceof vscode.Uri && Array.isArray(diagnostics)) {
    const given = diagnostics.filter((item) => item instanceof vscode.Diagnostic);
    return reported(await vscode.workspace.openTextDocument(uri), given);
  }
  const editor = vscode.window.activeTextEditor;
  const found = editor === undefined ? [] : diagnosticsAt(editor);
  const problem = editor && reported(editor.document, found);
  if (problem === undefined) void inform(t('No problem is reported at the cursor.'));
  return problem;
}

/** Those under the cursor or selection, else those of its line. */
function diagnosticsAt({ document, selection }: vscode.TextEditor): vscode.Diagnostic[] {
  const all = vscode.languages.getDiagnostics(document.uri);
  const under = all.filter(({ range }) => range.intersection(selection) !== undefined);
  if (under.length > 0) return under;
  const { line } = selection.active;
  return all.filter(({ range }) => range.start.line <= line && line <= range.end.line);
}

function reported(document: vscode.TextDocument, found: readonly vscode.Diagnostic[]): ReportedProblem | undefined {
  const [first, ...others] = found;
  if (first === undefined) return undefined;
  const messages = found.map(
    ({ range, message, source }) =>
      `line ${range.start.line + 1}: ${message}${source === undefined ? '' : ` (${source})`}`,
  );
  return { document, range: others.reduce((range, other) => range.union(other.range), first.range), messages };
}
