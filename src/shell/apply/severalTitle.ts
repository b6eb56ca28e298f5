import * as vscode from 'vscode';

/** How the tab of a review over several files is called: the stable API tells it from others by nothing else. */
export function severalTitle(): string {
  return vscode.l10n.t('Switchyard: proposed changes');
}
