import * as vscode from 'vscode';
import type { Completion } from '../../protocol/messages/contextMessages.ts';
import { baseName } from '../context/baseName.ts';
import { openFiles } from '../context/editorsPiece.ts';
import { fuzzyPath } from '../context/fuzzyPath.ts';
import { fixedCompletions } from './fixedCompletions.ts';
import type { KnownFiles, KnownPath } from './knownFiles.ts';
import { rankPaths } from './rankPaths.ts';
import { workspaceSymbols } from './workspaceSymbols.ts';

/** Whoever types does not wait longer; what comes later is there for the next letter. */
const PATIENCE_MS = 130;
const MOST_FILES = 30;
const MOST_FOLDERS = 5;
const SHORTEST_SYMBOL = 2;

/** What may stand behind `#`: what can always be attached, then files, open ones first, then folders and symbols. */
export async function contextCompletions(query: string, known: KnownFiles): Promise<Completion[]> {
  const [paths, symbols] = await Promise.all([
    soon(known.all(), { files: [], folders: [] }),
    query.length < SHORTEST_SYMBOL ? [] : soon(workspaceSymbols(query), []),
  ]);
  const fixed = fixedCompletions()
    .filter(({ label, words }) => [label, ...words.split(' ')].some((word) => word.startsWith(query.toLowerCase())))
    .map(({ words: _, ...completion }) => completion);
  return [...fixed, ...files(query, paths.files), ...folders(query, paths.folders), ...symbols];
}

function files(query: string, known: readonly KnownPath[]): Completion[] {
  const open = openFiles().map((uri) => ({ uri, path: vscode.workspace.asRelativePath(uri) }));
  const opened = new Set(open.map(({ uri }) => uri.toString()));
  const rest = known.filter(({ uri }) => !opened.has(uri.toString()));
  const candidates = [
    ...open.map((item) => ({ item, path: item.path, preferred: true })),
    ...rest.map((item) => ({ item, path: item.path, preferred: false })),
  ];
  return rankPaths(candidates, query, MOST_FILES).map(({ uri, path }) => ({
    id: `file ${uri}`,
    label: baseName(path),
    detail: path,
    icon: 'file',
  }));
}

/** Folders are many and rarely meant: they are offered once something is typed. */
function folders(query: string, known: readonly KnownPath[]): Completion[] {
  if (query === '') return [];
  const candidates = known.map((item) => ({ item, path: item.path, preferred: false }));
  return rankPaths(candidates, query.replace(/\/$/, ''), MOST_FOLDERS)
    .filter(({ path }) => fuzzyPath(query.replace(/\/$/, ''), baseName(path)) !== undefined || query.includes('/'))
    .map(({ uri, path }) => ({ id: `folder ${uri}`, label: `${baseName(path)}/`, detail: path, icon: 'folder' }));
}

async function soon<T>(promise: Promise<T>, otherwise: T): Promise<T> {
  const late = new Promise<T>((resolve) => setTimeout(() => resolve(otherwise), PATIENCE_MS));
  return Promise.race([promise.catch(() => otherwise), late]);
}
