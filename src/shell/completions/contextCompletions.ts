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
const COLD_PATIENCE_MS = 3000;
const NO_PATHS = { files: [], folders: [] };
const MOST_FILES = 30;
const MOST_FOLDERS = 5;
const SHORTEST_SYMBOL = 2;

/** What may stand behind `#`: what can always be attached, then files, open ones first, then folders and symbols. */
export async function contextCompletions(query: string, known: KnownFiles): Promise<Completion[]> {
  const paths = known.all();
  const symbols = query.length < SHORTEST_SYMBOL ? Promise.resolve([]) : workspaceSymbols(query);
  const soon = await found(query, within(paths, PATIENCE_MS, NO_PATHS), within(symbols, PATIENCE_MS, []));
  // The first time the files are still looked for: an empty list would be worse than a late one.
  return soon.length > 0
    ? soon
    : found(query, within(paths, COLD_PATIENCE_MS, NO_PATHS), within(symbols, COLD_PATIENCE_MS, []));
}

async function found(
  query: string,
  asked: Promise<{ readonly files: readonly KnownPath[]; readonly folders: readonly KnownPath[] }>,
  symbols: Promise<readonly Completion[]>,
): Promise<Completion[]> {
  const paths = await asked;
  const fixed = fixedCompletions()
    .filter(({ label, words }) => [label, ...words.split(' ')].some((word) => word.startsWith(query.toLowerCase())))
    .map(({ words: _, ...completion }) => completion);
  return [...fixed, ...files(query, paths.files), ...folders(query, paths.folders), ...(await symbols)];
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

async function within<T>(promise: Promise<T>, ms: number, otherwise: T): Promise<T> {
  const late = new Promise<T>((resolve) => setTimeout(() => resolve(otherwise), ms));
  return Promise.race([promise.catch(() => otherwise), late]);
}
