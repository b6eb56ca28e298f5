import * as vscode from 'vscode';

/** The parts of the git extension's API that are used here (github.com/microsoft/vscode, extensions/git/src/api/git.d.ts). */
export interface Repository {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
  readonly state: {
    /** Without a name where no branch is checked out. */
    readonly HEAD: { readonly name?: string } | undefined;
    readonly mergeChanges: readonly Change[];
    readonly indexChanges: readonly Change[];
    readonly workingTreeChanges: readonly Change[];
    /** Only filled where the user wants new files in a group of their own. */
    readonly untrackedChanges?: readonly Change[];
  };
  /** The staged changes as a diff, or those that are not staged; new files are not in it. */
  diff(cached?: boolean): Promise<string>;
  log(options?: { maxEntries?: number }): Promise<readonly { readonly message: string }[]>;
}

interface Change {
  readonly uri: vscode.Uri;
  readonly status: number;
}

/** The program and what it has open. */
export interface GitApi {
  readonly git: { readonly path: string };
  readonly repositories: readonly Repository[];
  getRepository(uri: vscode.Uri): Repository | null;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** The editor's git extension; undefined where it is off, missing or broken, or the workspace is not trusted. */
export async function openGit(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined || !vscode.workspace.isTrusted) return undefined;
  try {
    const git = extension.isActive ? extension.exports : await extension.activate();
    return git.enabled ? git.getAPI(1) : undefined;
  } catch {
    return undefined;
  }
}
