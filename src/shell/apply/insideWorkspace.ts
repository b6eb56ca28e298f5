import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import * as vscode from 'vscode';

const MOST_LINKS = 40;
const ON_DISK = new Set(['file', 'vscode-remote']);

/**
 * Whether a file lies inside a workspace folder, also after every symbolic link on the way is followed; of a file that does
 * not exist yet, the nearest folder that does is looked at.
 */
export async function insideWorkspace(uri: vscode.Uri): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined || uri.path.split('/').includes('..')) return false;
  // A file system of another kind has no links that lead out of it.
  if (!ON_DISK.has(uri.scheme)) return true;
  const [root, real] = await Promise.all([realpathOf(folder.uri.fsPath), realpathOf(uri.fsPath)]);
  const folders = await Promise.all(
    (vscode.workspace.workspaceFolders ?? [])
      .filter((other) => ON_DISK.has(other.uri.scheme) && other !== folder)
      .map((other) => realpathOf(other.uri.fsPath)),
  );
  return [root, ...folders].some((inside) => isBelow(inside, real));
}

/** The path relative to its workspace folder with every link followed, for asking again about what it really is. */
export async function realPathInside(uri: vscode.Uri): Promise<string> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return uri.path.slice(uri.path.lastIndexOf('/') + 1);
  if (!ON_DISK.has(uri.scheme)) return vscode.workspace.asRelativePath(uri, false);
  return relative(await realpathOf(folder.uri.fsPath), await realpathOf(uri.fsPath));
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !/^\.\.[\\/]/.test(way) && !/^(?:[\\/]|[a-z]:)/i.test(way);
}

async function realpathOf(path: string, links = MOST_LINKS): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    if (parent === path) return path;
    const folder = await realpathOf(parent, links);
    // Writing through a link makes the file that it names, though nothing is there yet.
    const target = links > 0 ? await readlink(path).catch(() => undefined) : undefined;
    return target === undefined ? join(folder, basename(path)) : realpathOf(resolve(folder, target), links - 1);
  }
}
