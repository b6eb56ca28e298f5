import * as vscode from 'vscode';

/**
 * Closes the tabs of reviews that a window brings back when it is loaded again: what they would show went with the window
 * before. Kept apart from everything else, since it is run at every start.
 */
export function closeDeadReviews(): void {
  const dead = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(isReview);
  if (dead.length > 0) void vscode.window.tabGroups.close(dead, true);
}

function isReview({ input, label }: vscode.Tab): boolean {
  if (input instanceof vscode.TabInputTextDiff) return isOurs(input.modified) || isOurs(input.original);
  if (input instanceof vscode.TabInputText) return isOurs(input.uri);
  // The stable API says nothing of a tab over several files but its title, which only ours begins so.
  const [before = ''] = vscode.l10n.t('Switchyard: {0} proposed file changes').split('{0}', 1);
  return before !== '' && !isKnown(input) && label.startsWith(before);
}

function isOurs({ scheme }: vscode.Uri): boolean {
  return scheme === 'switchyard-proposal' || scheme === 'switchyard-text';
}

function isKnown(input: unknown): boolean {
  return input instanceof vscode.TabInputWebview || input instanceof vscode.TabInputCustom;
}
