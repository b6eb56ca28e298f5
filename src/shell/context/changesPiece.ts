import * as vscode from 'vscode';
import { type BoundDiff, boundDiff } from '../../core/changes/boundDiff.ts';
import { isPrivatePath } from '../../core/privacy/privateFile.ts';
import { stagedChanges, unstagedChanges } from '../git/changesOf.ts';
import { openGit, type Repository } from '../git/openGit.ts';
import { pathsOfDiff } from '../git/pathsOfDiff.ts';
import { noteFor } from './noteFor.ts';
import type { Gathered, Piece } from './piece.ts';

/** In characters, of each repository and kind: what somebody attaches is wanted whole. */
const MOST = { perFile: 200_000, together: 200_000 };

/** What is changed against the last commit, staged or not, in every open repository. */
export function changesPiece(): Piece {
  const { t } = vscode.l10n;
  return {
    chip: { id: 'changes', kind: 'changes', label: t('Changes'), detail: t('Staged and unstaged changes') },
    gather,
  };
}

async function gather(): Promise<Gathered> {
  const { t } = vscode.l10n;
  const git = await openGit();
  if (git === undefined) return { problem: t('Git is not available here.') };
  if (git.repositories.length === 0) return { problem: t('No Git repository is open.') };
  const told = (await Promise.all(git.repositories.map(changesIn))).flat();
  const shown = told.flatMap((part) => part.shown).length;
  const hidden = told.flatMap(({ withheld }) => withheld).length;
  if (shown === 0) {
    return {
      problem:
        hidden === 0 ? t('Nothing is changed.') : t('What is changed may hold secrets: attach those files by hand.'),
    };
  }
  const said = [t('{0} changed files', shown)];
  const shortened = told.flatMap((part) => part.shortened);
  if (shortened.length > 0) said.push(t('shortened because too large: {0}', shortened.join(', ')));
  if (hidden > 0) said.push(t('{0} only named that may hold secrets', hidden));
  const notes = told
    .filter(({ text }) => text !== '')
    .map(({ heading, text, repository, shown }) => noteFor(heading, text, 'diff', pathsOfDiff(repository, shown)));
  return { context: { notes }, detail: said.join('; ') };
}

/** One note of the changes of a repository. */
interface ChangesPart extends BoundDiff {
  readonly heading: string;
  readonly repository: Repository;
}

/** What is staged and what is not are two things. */
async function changesIn(repository: Repository): Promise<ChangesPart[]> {
  const name = vscode.workspace.asRelativePath(repository.rootUri);
  const [staged, unstaged] = await Promise.all([
    stagedChanges(repository).catch(() => []),
    unstagedChanges(repository).catch(() => []),
  ]);
  const view = { isPrivate: isPrivatePath, most: MOST };
  return [
    { heading: `Staged changes in ${name}`, repository, ...boundDiff(staged, view) },
    { heading: `Changes in ${name} that are not staged`, repository, ...boundDiff(unstaged, view) },
  ];
}
