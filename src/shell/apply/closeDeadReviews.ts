import * as vscode from 'vscode';
import { severalTitle } from './severalTitle.ts';

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
  return !(input instanceof vscode.TabInputWebview) && label.startsWith(severalTitle());
}

function isOurs({ scheme }: vscode.Uri): boolean {
  return scheme === 'switchyard-proposal' || scheme === 'switchyard-text';
}
