import * as vscode from 'vscode';
import { baseName } from '../context/baseName.ts';
import { placesIn } from '../context/realPlace.ts';
import { pathsInside, type Root } from './pathsInside.ts';
import type { Spot } from './spot.ts';

/** As many files of one name are looked at. */
const MOST_MATCHES = 1000;
const NAMES_A_SEARCH = 40;
const SEARCH_MS = 5000;
const EXCLUDED = '**/{node_modules,.git,bower_components}/**';

/** The files and folders that are there, by the paths that somebody wrote; one search stands for many names. */
export async function findFiles(paths: readonly string[]): Promise<Map<string, Spot[]>> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const roots = new Map(folders.map((folder) => [rootOf(folder), folder.uri] as const));
  const placeOf = await placesIn([...roots.values()]);
  // A link may lead out of the workspace: what is behind it is nothing that a model could mean.
  const isInside = async ({ uri }: Spot) => (await placeOf(uri)) !== undefined;
  const found = new Map<string, Spot[]>();
  const missing: string[] = [];
  for (const path of paths) {
    const spots = await kept(await stated(path, roots), isInside);
    if (spots.length > 0) found.set(path, spots);
    else if (isSearchable(path)) missing.push(path);
  }
  for (let from = 0; from < missing.length; from += NAMES_A_SEARCH) {
    const names = missing.slice(from, from + NAMES_A_SEARCH);
    const uris = await search([...new Set(names.map(baseName))]);
    for (const path of names) {
      const end = `/${path.replace(/^(?:\.\/)+/, '')}`;
      const named = uris.filter((uri) => uri.path.endsWith(end)).map((uri): Spot => ({ kind: 'file', uri }));
      const spots = await kept(named, isInside);
      if (spots.length > 0) found.set(path, spots);
    }
  }
  return found;
}

async function kept(spots: readonly Spot[], isKept: (spot: Spot) => Promise<boolean>): Promise<Spot[]> {
  const are = await Promise.all(spots.map(isKept));
  return spots.filter((_, index) => are[index]);
}

async function stated(path: string, roots: ReadonlyMap<Root, vscode.Uri>): Promise<Spot[]> {
  const inside = pathsInside(path, [...roots.keys()]).filter(({ relative }) => relative !== '');
  const spots = await Promise.all(
    inside.map(async ({ root, relative }): Promise<Spot | undefined> => {
      const folder = roots.get(root);
      if (folder === undefined) return undefined;
      const uri = vscode.Uri.joinPath(folder, relative);
      const type = await vscode.workspace.fs.stat(uri).then(
        (stat) => stat.type,
        () => vscode.FileType.Unknown,
      );
      if (type & vscode.FileType.Directory) return { kind: 'folder', uri };
      return type & vscode.FileType.File ? { kind: 'file', uri } : undefined;
    }),
  );
  return spots.filter((spot) => spot !== undefined);
}

async function search(names: readonly string[]): Promise<vscode.Uri[]> {
  const globs = names.map((name) => name.replaceAll(/[[\]{}*?,!\\]/g, '?'));
  const stop = new vscode.CancellationTokenSource();
  const timer = setTimeout(() => stop.cancel(), SEARCH_MS);
  try {
    const pattern = globs.length === 1 ? `**/${globs[0]}` : `**/{${globs.join(',')}}`;
    return await vscode.workspace.findFiles(pattern, EXCLUDED, MOST_MATCHES, stop.token);
  } catch {
    return [];
  } finally {
    clearTimeout(timer);
    stop.dispose();
  }
}

/** A path from the top leads to one place; one that climbs out leads nowhere; a bare word or a folder is no file. */
function isSearchable(path: string): boolean {
  return !/^(?:\/|[A-Za-z]:\/)|(?:^|\/)\.\.(?:\/|$)|\/$/.test(path) && /\./.test(baseName(path));
}

function rootOf({ name, uri }: vscode.WorkspaceFolder): Root {
  return { name, path: uri.path.replace(/^\/(?=[A-Za-z]:)/, '').replace(/\/$/, '') };
}
