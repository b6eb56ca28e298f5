import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import * as vscode from 'vscode';

/**
 * Whether a file lies inside a workspace folder, also after every symbolic link on the way is followed; of a file that does
 * not exist yet, the nearest folder that does is looked at.
 */
export async function insideWorkspace(uri: vscode.Uri): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined || uri.path.split('/').includes('..')) return false;
  if (uri.scheme !== 'file') return true;
  const [root, real] = await Promise.all([realpathOf(folder.uri.fsPath), realpathOf(uri.fsPath)]);
  const folders = await Promise.all(
    (vscode.workspace.workspaceFolders ?? [])
      .filter((other) => other.uri.scheme === 'file' && other !== folder)
      .map((other) => realpathOf(other.uri.fsPath)),
  );
  return [root, ...folders].some((inside) => isBelow(inside, real));
}

/** The path relative to its workspace folder with every link followed, for asking again about what it really is. */
export async function realPathInside(uri: vscode.Uri): Promise<string> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return uri.path.slice(uri.path.lastIndexOf('/') + 1);
  if (uri.scheme !== 'file') return vscode.workspace.asRelativePath(uri, false);
  return relative(await realpathOf(folder.uri.fsPath), await realpathOf(uri.fsPath));
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !/^\.\.[\\/]/.test(way) && !/^(?:[\\/]|[a-z]:)/i.test(way);
}

async function realpathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await realpathOf(parent), basename(path));
  }
}
