import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import * as vscode from 'vscode';

/** The file of the workspace behind a relative path; undefined for what is outside of it, also by way of a link. */
export async function workspacePath(path: string): Promise<vscode.Uri | undefined> {
  if (/^[\\/~]|^[a-z][a-z\d+.-]*:/i.test(path) || path.split(/[\\/]/).includes('..')) return undefined;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const file = vscode.Uri.joinPath(uri, path.replaceAll('\\', '/'));
    const exists = await vscode.workspace.fs.stat(file).then(
      ({ type }) => (type & vscode.FileType.File) !== 0,
      () => false,
    );
    if (exists) return (await isInside(uri, file)) ? file : undefined;
  }
  return undefined;
}

/** Whether a file of a folder is really in it: a link may lead out. */
export async function isInside(folder: vscode.Uri, file: vscode.Uri): Promise<boolean> {
  // A file system of another kind has no links that lead out of it.
  if (folder.scheme !== 'file' && folder.scheme !== 'vscode-remote') return true;
  const [root, real] = await Promise.all([realpath(folder.fsPath), realpath(file.fsPath)]).catch(() => ['', '']);
  if (root === undefined || real === undefined || root === '') return false;
  const below = relative(root, real);
  return below !== '' && below.split(sep)[0] !== '..' && !/^(?:[a-z]:|[\\/])/i.test(below);
}
