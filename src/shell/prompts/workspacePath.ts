import * as vscode from 'vscode';
import { insideWorkspace } from '../apply/insideWorkspace.ts';

/** The file of the workspace behind a relative path; undefined for what is outside of it, also by way of a link. */
export async function workspacePath(path: string): Promise<vscode.Uri | undefined> {
  if (/^[\\/~]|^[a-z][a-z\d+.-]*:/i.test(path) || path.split(/[\\/]/).includes('..')) return undefined;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const file = vscode.Uri.joinPath(uri, path.replaceAll('\\', '/'));
    const exists = await vscode.workspace.fs.stat(file).then(
      ({ type }) => (type & vscode.FileType.File) !== 0,
      () => false,
    );
    if (exists) return (await insideWorkspace(file)) ? file : undefined;
  }
  return undefined;
}
