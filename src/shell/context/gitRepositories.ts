import * as vscode from 'vscode';

/** What is used of a repository as the editor's Git extension gives it (extensions/git/src/api/git.d.ts, version 1). */
export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly workingTreeChanges: readonly { readonly uri: vscode.Uri; readonly status: number }[];
    readonly untrackedChanges?: readonly { readonly uri: vscode.Uri }[];
  };
  /** The whole diff; with true that of what is staged. */
  diff(cached?: boolean): Promise<string>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { readonly git: { readonly path: string }; readonly repositories: readonly GitRepository[] };
}

/** The repositories that are open and the program behind them; undefined where Git is off or missing. */
export async function gitRepositories(): Promise<
  { readonly path: string; readonly repositories: readonly GitRepository[] } | undefined
> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined || !vscode.workspace.isTrusted) return undefined;
  try {
    const git = extension.isActive ? extension.exports : await extension.activate();
    if (!git.enabled) return undefined;
    const api = git.getAPI(1);
    return { path: api.git.path, repositories: api.repositories };
  } catch {
    return undefined;
  }
}
