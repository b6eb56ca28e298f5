import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type * as vscode from 'vscode';

/** File systems of another kind have no links that lead out of a folder. */
const ON_DISK = new Set(['file', 'vscode-remote']);

/** Where files of these folders really are: a check that has followed the folders' own links once. */
export async function placesIn(
  folders: readonly vscode.Uri[],
): Promise<(uri: vscode.Uri) => Promise<string | undefined>> {
  const roots = await Promise.all(folders.filter(({ scheme }) => ON_DISK.has(scheme)).map(realPath));
  return async (uri) => {
    if (!ON_DISK.has(uri.scheme)) return pathBelow(folders, uri);
    const real = await realPath(uri);
    return real === undefined ? undefined : below(roots, real);
  };
}

/** A file's path with every link followed; undefined where there is none. */
export async function realPath(uri: vscode.Uri): Promise<string | undefined> {
  return realpath(uri.fsPath).catch(() => undefined);
}

/** The path below the first folder that a file's name is in. */
export function pathBelow(folders: readonly vscode.Uri[], uri: vscode.Uri): string | undefined {
  for (const { scheme, authority, path } of folders) {
    const start = `${path.replace(/\/+$/, '')}/`;
    const isIn = uri.scheme === scheme && uri.authority === authority && uri.path.startsWith(start);
    if (isIn) return uri.path.slice(start.length);
  }
  return undefined;
}

function below(roots: readonly (string | undefined)[], real: string): string | undefined {
  for (const root of roots) {
    if (root === undefined) continue;
    const way = relative(root, real);
    // On Windows the way to another drive is a whole path.
    if (way.split(sep)[0] !== '..' && !/^(?:[a-z]:|[\\/])/i.test(way)) return way;
  }
  return undefined;
}
