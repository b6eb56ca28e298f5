import * as vscode from 'vscode';
import { type Asker, askInChat } from '../commands/asking/asker.ts';
import { baseName } from '../context/baseName.ts';
import { linesToFix } from './linesToFix.ts';
import { problemAt } from './problemAt.ts';

/** Asks in the chat what the problem of a quick fix, or at the cursor, means. */
export async function explainProblem(asker: Asker, where: readonly unknown[]): Promise<void> {
  const { t } = vscode.l10n;
  const problem = await problemAt(where);
  if (problem === undefined) return;
  const { document, range, messages } = problem;
  const lines = await linesToFix(document, range);
  const path = vscode.workspace.asRelativePath(document.uri);
  const place = `${lines.start.line + 1}-${lines.end.line + 1}`;
  const text = messages.length === 1 ? t('Explain this problem: {0}', messages[0] ?? '') : t('Explain these problems.');
  const chip = {
    id: `problem ${document.uri} ${place}`,
    kind: 'problems',
    label: `${baseName(path)}:${range.start.line + 1}`,
    detail: messages.join('\n'),
  } as const;
  const context = {
    languageId: document.languageId,
    selection: document.getText(lines),
    selectionPath: `${path}:${place}`,
    diagnostics: [...messages],
  };
  await askInChat(asker, { text, command: 'explain', attachments: [{ chip, context }] });
}
