import * as vscode from 'vscode';
import type { FileDiff } from '../../core/changes/readDiff.ts';
import type { Repository } from './openGit.ts';

/** The files of a repository's diff, as the repository and as the workspace name them, under their old names too. */
export function pathsOfDiff({ rootUri }: Pick<Repository, 'rootUri'>, files: readonly FileDiff[]): string[] {
  const named = files.flatMap(({ path, from = path }) => [path, from]);
  const inWorkspace = named.map((path) => vscode.workspace.asRelativePath(vscode.Uri.joinPath(rootUri, path)));
  return [...new Set([...named, ...inWorkspace])];
}
