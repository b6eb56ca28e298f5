import * as vscode from 'vscode';
import { type FileDiff, readDiff } from '../../core/changes/readDiff.ts';
import { untrackedFiles } from './gitApi.ts';
import type { Repository } from './openGit.ts';

/** New files with their text; more are only named. */
const MOST_READ = 50;
const MOST_NAMED = 200;
const LARGEST_NEW_FILE = 100_000;

/** Changes of a repository. */
export interface Changes {
  readonly files: readonly FileDiff[];
  readonly staged: boolean;
}

/** What is staged; everything that changed, new files included, where nothing is or `all` is asked for. */
export async function changesOf(repository: Repository, all = false): Promise<Changes> {
  const staged = await stagedChanges(repository);
  if (staged.length > 0 && !all) return { files: staged, staged: true };
  return { files: [...staged, ...(await unstagedChanges(repository))], staged: false };
}

/** What the next commit would hold. */
export async function stagedChanges(repository: Repository): Promise<FileDiff[]> {
  return readDiff(await repository.diff(true));
}

/** What it would not: changed files, then new ones. */
export async function unstagedChanges(repository: Repository): Promise<FileDiff[]> {
  const [changed, added] = await Promise.all([repository.diff(false), newFiles(repository)]);
  return [...readDiff(changed), ...added];
}

/** The path of a file as the repository's diffs name it; undefined for one outside. */
export function pathIn({ rootUri }: Repository, uri: vscode.Uri): string | undefined {
  const root = rootUri.path.endsWith('/') ? rootUri.path : `${rootUri.path}/`;
  return uri.path.startsWith(root) ? uri.path.slice(root.length) : undefined;
}

async function newFiles(repository: Repository): Promise<FileDiff[]> {
  const files = untrackedFiles(repository);
  const read = await Promise.all(files.slice(0, MOST_READ).map((uri) => newFile(repository, uri)));
  const named = files.slice(MOST_READ, MOST_NAMED).flatMap((uri): FileDiff[] => {
    const path = pathIn(repository, uri);
    return path === undefined ? [] : [{ path, state: 'added', hunks: [] }];
  });
  return [...read.flat(), ...named];
}

async function newFile(repository: Repository, uri: vscode.Uri): Promise<FileDiff[]> {
  const path = pathIn(repository, uri);
  if (path === undefined) return [];
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || (type & vscode.FileType.SymbolicLink) !== 0) return [];
    if (size > LARGEST_NEW_FILE) return [{ path, state: 'added', hunks: [] }];
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.includes(0)) return [{ path, state: 'binary', hunks: [] }];
    const lines = new TextDecoder().decode(bytes).replace(/\n$/, '').split('\n');
    return [{ path, state: 'added', hunks: [{ start: 1, lines: lines.map((line) => `+${line}`) }] }];
  } catch {
    return [];
  }
}
