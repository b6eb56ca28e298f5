import * as vscode from 'vscode';
import { pickOne } from '../picks.ts';
import { type Spot, spotLabel } from './spot.ts';

/** Shows a place in the editor: the line is revealed, a folder is shown in the Explorer. Of several the reader chooses one. */
export async function openSpot(spots: readonly Spot[], attached: ReadonlySet<string>, beside: boolean): Promise<void> {
  const near = spots.filter(({ uri }) => attached.has(vscode.workspace.asRelativePath(uri)));
  const spot = await choose(near.length > 0 ? near : spots);
  if (spot === undefined) return;
  if (spot.kind === 'folder') {
    await vscode.commands.executeCommand('revealInExplorer', spot.uri);
    return;
  }
  // The editor of its kind: pictures and notebooks too. A chat that is the active editor must not be covered.
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const aside = beside || activeTab?.input instanceof vscode.TabInputWebview;
  await vscode.commands.executeCommand('vscode.open', spot.uri, {
    preview: true,
    ...(spot.range === undefined ? {} : { selection: spot.range }),
    ...(aside ? { viewColumn: vscode.ViewColumn.Beside } : {}),
  } satisfies vscode.TextDocumentShowOptions);
}

async function choose(spots: readonly Spot[]): Promise<Spot | undefined> {
  if (spots.length <= 1) return spots[0];
  const items = spots.map((spot) => ({ label: spotLabel(spot), spot })).sort((a, b) => a.label.localeCompare(b.label));
  const placeHolder = vscode.l10n.t('Several places have this name: which one?');
  return (await pickOne(items, { placeHolder }))?.spot;
}
