import * as vscode from 'vscode';
import { pickOne } from '../picks.ts';
import { inform } from '../tell.ts';
import { openGit, type Repository } from './openGit.ts';

/** The git extension's own number for a new file that is not staged. */
const UNTRACKED = 7;

/**
 * The repository that is meant: the one of the source control or file that was clicked, the only one, or the one that is
 * picked. Undefined, with a word about it, where there is none.
 */
export async function chooseRepository(clicked: unknown): Promise<Repository | undefined> {
  const { t } = vscode.l10n;
  const api = await openGit();
  const place = clickedUri(clicked);
  const meant = place === undefined ? undefined : api?.getRepository(place);
  if (meant) return meant;
  const repositories = api?.repositories ?? [];
  if (repositories.length === 0) void inform(t('No Git repository is open.'));
  if (repositories.length < 2) return repositories[0];
  const items = repositories.map((repository) => ({
    label: vscode.workspace.asRelativePath(repository.rootUri),
    description: repository.rootUri.fsPath,
    repository,
  }));
  return (await pickOne(items, { placeHolder: t('Which repository?') }))?.repository;
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
