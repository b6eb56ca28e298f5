import * as vscode from 'vscode';
import { type Choice, pickOne } from '../picks.ts';

const MOST_FILES = 5000;

type Row = Choice & { readonly uri?: vscode.Uri; readonly next?: 'find' | 'new' };

/** Asks which file a code block belongs into: the open editors first, any file of the workspace, or a new one. */
export async function askForTarget(): Promise<vscode.Uri | 'newFile' | undefined> {
  const open = openTexts();
  const rows: Row[] = [
    ...(open.length === 0 ? [] : [separator(vscode.l10n.t('Open editors'))]),
    ...open.map(row),
    separator(''),
    { icon: 'search', label: vscode.l10n.t('Find File…'), next: 'find', alwaysShow: true },
    { icon: 'new-file', label: vscode.l10n.t('New File…'), next: 'new', alwaysShow: true },
  ];
  const placeHolder = vscode.l10n.t('Compare and apply to which file?');
  const chosen = await pickOne(rows, { placeHolder, matchOnDescription: true });
  if (chosen?.next === 'new') return 'newFile';
  if (chosen?.next !== 'find') return chosen?.uri;
  const files = await vscode.workspace.findFiles('**/*', '**/node_modules/**', MOST_FILES);
  const sorted = files.map(row).sort((a, b) => a.label.localeCompare(b.label));
  return (await pickOne(sorted, { placeHolder, matchOnDescription: true }))?.uri;
}

function openTexts(): vscode.Uri[] {
  const uris = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .map(({ input }) => (input instanceof vscode.TabInputText ? input.uri : undefined))
    .filter((uri) => uri !== undefined && ['file', 'untitled', 'vscode-vfs'].includes(uri.scheme));
  return [...new Map(uris.map((uri) => [String(uri), uri])).values()].filter((uri) => uri !== undefined);
}

function row(uri: vscode.Uri): Row {
  const path = vscode.workspace.asRelativePath(uri);
  const label = path.slice(path.lastIndexOf('/') + 1);
  return { label, description: path.slice(0, Math.max(0, path.length - label.length - 1)), uri };
}

function separator(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
