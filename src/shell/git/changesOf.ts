import * as vscode from 'vscode';
import { type FileDiff, readDiff } from '../../core/changes/readDiff.ts';
import { untrackedFiles } from './gitApi.ts';
import type { Repository } from './openGit.ts';

const MOST_NEW_FILES = 50;
const LARGEST_NEW_FILE = 100_000;

/** Changes of a repository. */
export interface Changes {
  readonly files: readonly FileDiff[];
  readonly staged: boolean;
}

/** What is staged; everything that changed, new files included, where nothing is or `all` is asked for. */
export async function changesOf(repository: Repository, all = false): Promise<Changes> {
  const staged = readDiff(await repository.diff(true));
  if (staged.length > 0 && !all) return { files: staged, staged: true };
  const [unstaged, added] = await Promise.all([repository.diff(false), newFiles(repository)]);
  return { files: [...staged, ...readDiff(unstaged), ...added], staged: false };
}

/** The path of a file as the repository's diffs name it; undefined for one outside. */
export function pathIn({ rootUri }: Repository, uri: vscode.Uri): string | undefined {
  const root = rootUri.path.endsWith('/') ? rootUri.path : `${rootUri.path}/`;
  return uri.path.startsWith(root) ? uri.path.slice(root.length) : undefined;
}

async function newFiles(repository: Repository): Promise<FileDiff[]> {
  const files = untrackedFiles(repository).slice(0, MOST_NEW_FILES);
  return (await Promise.all(files.map((uri) => newFile(repository, uri)))).flat();
}

async function newFile(repository: Repository, uri: vscode.Uri): Promise<FileDiff[]> {
  const path = pathIn(repository, uri);
  if (path === undefined) return [];
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || (type & vscode.FileType.SymbolicLink) !== 0) return [];
    const bytes = size > LARGEST_NEW_FILE ? undefined : await vscode.workspace.fs.readFile(uri);
    if (bytes === undefined || bytes.includes(0)) return [{ path, state: 'binary', hunks: [] }];
    const lines = new TextDecoder().decode(bytes).replace(/\n$/, '').split('\n');
    return [{ path, state: 'added', hunks: [{ start: 1, lines: lines.map((line) => `+${line}`) }] }];
  } catch {
    return [];
  }
}
