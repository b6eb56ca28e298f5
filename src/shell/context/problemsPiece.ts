import * as vscode from 'vscode';
import { noteFor } from './noteFor.ts';
import type { Gathered, Piece } from './piece.ts';
import { type FoundProblem, problemLines } from './problemLines.ts';

const MOST_PROBLEMS = 200;

/** Everything in the Problems view. */
export function problemsPiece(): Piece {
  const { t } = vscode.l10n;
  return {
    chip: { id: 'problems', kind: 'problems', label: t('Problems'), detail: t('What the Problems view shows') },
    gather: async () => gather(),
  };
}

function gather(): Gathered {
  const { t } = vscode.l10n;
  const found = vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]): FoundProblem[] =>
    diagnostics
      // The Problems view does not show hints either.
      .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
      .map(({ range, severity, message, source }) => ({
        path: vscode.workspace.asRelativePath(uri),
        line: range.start.line + 1,
        severity,
        message,
        source,
      })),
  );
  if (found.length === 0) return { problem: t('No problems are reported in the workspace.') };
  const { text, leftOut } = problemLines(found, MOST_PROBLEMS);
  const said = [t('{0} problems', found.length)];
  if (leftOut > 0) said.push(t('{0} left out', leftOut));
  // What is reported quotes what stands there.
  const paths = [...new Set(found.map(({ path }) => path))];
  const note = noteFor('Problems that the editor reports', text, undefined, paths);
  return { context: { notes: [note] }, detail: said.join('; ') };
}
