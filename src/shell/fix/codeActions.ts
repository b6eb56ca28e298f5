import * as vscode from 'vscode';

/** Where a person's own code is. */
const OWN_CODE = new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-notebook-cell']);
const { QuickFix, RefactorRewrite } = vscode.CodeActionKind;

/** Offers to mend and explain what is reported at a place, and to rewrite a selection. Loads nothing until one is chosen. */
export function registerCodeActions(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    // The widest selector: what the language itself offers stands before ours.
    '*',
    { provideCodeActions },
    { providedCodeActionKinds: [QuickFix, RefactorRewrite] },
  );
}

function provideCodeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics, only }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const { t } = vscode.l10n;
  if (!OWN_CODE.has(document.uri.scheme)) return [];
  const actions: vscode.CodeAction[] = [];
  const add = (kind: vscode.CodeActionKind, title: string, command: string, ...args: unknown[]) => {
    // Without the selection or problem that it is about nothing is offered: no light bulb on every line.
    if (only !== undefined && !only.contains(kind)) return;
    const action = new vscode.CodeAction(title, kind);
    action.command = { title, command, arguments: args };
    if (kind === QuickFix) action.diagnostics = [...diagnostics];
    actions.push(action);
  };
  if (diagnostics.length > 0) {
    add(QuickFix, t('Fix with Switchyard'), 'switchyard.fixProblem', document.uri, diagnostics);
    add(QuickFix, t('Explain with Switchyard'), 'switchyard.explainProblem', document.uri, diagnostics);
  }
  if (!range.isEmpty) {
    add(RefactorRewrite, t('Rewrite with Switchyard…'), 'switchyard.rewrite');
    add(RefactorRewrite, t('Write Documentation with Switchyard'), 'switchyard.writeDocumentation');
  }
  return actions;
}
