import * as vscode from 'vscode';
import type { ReportedError } from '../../core/quality/errorsMade.ts';

/** The language service has settled when it has been quiet this long, and is not waited for longer than that. */
const QUIET_MS = 3000;
const WITHIN_MS = 20_000;

/** The errors that the editor reports for a document now. */
export function errorsIn(uri: vscode.Uri): ReportedError[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
    .map(({ range, source, message }) => ({ line: range.start.line, message: `${source ?? ''} ${message}` }));
}

/**
 * Calls back once with the errors of a document that has just changed, when its language service has looked at it. Some do
 * before the edit's own command is over: then they are no longer those before it.
 */
export function whenLookedAt(
  uri: vscode.Uri,
  before: readonly ReportedError[],
  tell: (errors: ReportedError[]) => void,
): vscode.Disposable {
  const key = uri.toString();
  const isLookedAt = JSON.stringify(errorsIn(uri)) !== JSON.stringify(before);
  let quiet = isLookedAt ? setTimeout(settle, QUIET_MS) : undefined;
  const late = setTimeout(settle, WITHIN_MS);
  const listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    if (!uris.some((one) => one.toString() === key)) return;
    clearTimeout(quiet);
    quiet = setTimeout(settle, QUIET_MS);
  });
  function settle(): void {
    end();
    tell(errorsIn(uri));
  }
  function end(): void {
    clearTimeout(quiet);
    clearTimeout(late);
    listening.dispose();
  }
  return { dispose: end };
}
