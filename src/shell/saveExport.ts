import * as vscode from 'vscode';
import { inform } from './tell.ts';

/** Where an export goes, as the editor's own dialog asks for it. */
interface Destination {
  readonly title: string;
  readonly fileName: string;
  /** Endings by what they are called. */
  readonly filters: Readonly<Record<string, string[]>>;
}

/** What is written, and what its reader is told then. */
interface Exported {
  readonly text: string;
  readonly said: string;
}

/**
 * Writes something to a file of the reader's choice, beside their work at first, and offers to open it; `make` gets the ending
 * that was chosen. Nothing is made where they choose none.
 */
export async function saveExport(
  { title, fileName, filters }: Destination,
  make: (ending: string) => Exported,
): Promise<void> {
  const { t } = vscode.l10n;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    title,
    saveLabel: t('Export'),
    defaultUri: folder === undefined ? vscode.Uri.file(fileName) : vscode.Uri.joinPath(folder, fileName),
    filters: { ...filters },
  });
  if (uri === undefined) return;
  const { text, said } = make(/[^.]*$/.exec(uri.path.toLowerCase())?.[0] ?? '');
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const open = t('Open File');
  // Not waited for: it may stay for long.
  void inform(said, open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand('vscode.open', uri);
  });
}
