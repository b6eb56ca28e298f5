import * as vscode from 'vscode';

/** The parts of the git extension's API that are used here (github.com/microsoft/vscode, extensions/git/src/api/git.d.ts). */
export interface Repository {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
  readonly state: {
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

interface GitApi {
  readonly repositories: readonly Repository[];
  getRepository(uri: vscode.Uri): Repository | null;
}

/** The git extension's own number for a new file that is not staged. */
const UNTRACKED = 7;

/** The API of the editor's git extension; undefined where it is switched off. */
async function gitApi(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<{ enabled?: unknown; getAPI?: (version: number) => GitApi }>(
    'vscode.git',
  );
  const exported = extension === undefined ? undefined : await extension.activate();
  return exported?.enabled === true ? exported.getAPI?.(1) : undefined;
}

/**
 * The repository that is meant: the one of the source control or file that was clicked, the only one, or the one that is
 * picked. Undefined, with a word about it, where there is none.
 */
export async function chooseRepository(clicked: unknown): Promise<Repository | undefined> {
  const { t } = vscode.l10n;
  const api = await gitApi();
  const place = clickedUri(clicked);
  const meant = place === undefined ? undefined : api?.getRepository(place);
  if (meant) return meant;
  const repositories = api?.repositories ?? [];
  if (repositories.length === 0) void vscode.window.showInformationMessage(t('No Git repository is open.'));
  if (repositories.length < 2) return repositories[0];
  const items = repositories.map((repository) => ({
    label: vscode.workspace.asRelativePath(repository.rootUri),
    description: repository.rootUri.fsPath,
    repository,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: t('Which repository?') }))?.repository;
}

/** New files that are not staged. */
export function untrackedFiles({ state }: Repository): vscode.Uri[] {
  return [...state.workingTreeChanges, ...(state.untrackedChanges ?? [])]
    .filter(({ status }) => status === UNTRACKED)
    .map(({ uri }) => uri);
}

/** Source controls have a `rootUri`, their resources a `resourceUri`, groups hold resources. */
function clickedUri(clicked: unknown): vscode.Uri | undefined {
  if (typeof clicked !== 'object' || clicked === null) return undefined;
  if ('rootUri' in clicked && clicked.rootUri instanceof vscode.Uri) return clicked.rootUri;
  if ('resourceUri' in clicked && clicked.resourceUri instanceof vscode.Uri) return clicked.resourceUri;
  if ('resourceStates' in clicked && Array.isArray(clicked.resourceStates))
    return clickedUri(clicked.resourceStates[0]);
  return undefined;
}
