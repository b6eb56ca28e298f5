import * as vscode from 'vscode';
import type { ContextNote } from '../../core/chat/requestContext.ts';
import { untrackedFiles } from '../git/gitApi.ts';
import { openGit, type Repository } from '../git/openGit.ts';
import { boundDiff } from './boundDiff.ts';
import { noteFor } from './noteFor.ts';
import type { Gathered, Piece } from './piece.ts';
import { isPrivatePath } from './privateFile.ts';

/** In characters, of each repository and kind. */
const MOST_DIFF = 200_000;
const MOST_NEW_FILES = 100;

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
  const told = await Promise.all(git.repositories.map(changesOf));
  const notes = told.flatMap((one) => one.notes);
  const hidden = told.flatMap(({ withheld }) => withheld).length;
  if (notes.length === 0) {
    return {
      problem:
        hidden === 0 ? t('Nothing is changed.') : t('What is changed may hold secrets: attach those files by hand.'),
    };
  }
  const said = [
    t(
      '{0} changed files',
      told.reduce((sum, { files }) => sum + files, 0),
    ),
  ];
  const leftOut = told.flatMap((one) => one.leftOut);
  if (leftOut.length > 0) said.push(t('left out because too large: {0}', leftOut.join(', ')));
  if (hidden > 0) said.push(t('{0} left out that may hold secrets', hidden));
  return { context: { notes }, detail: said.join('; ') };
}

interface RepositoryChanges {
  readonly notes: ContextNote[];
  readonly files: number;
  readonly withheld: readonly string[];
  readonly leftOut: readonly string[];
}

async function changesOf(repository: Repository): Promise<RepositoryChanges> {
  const name = vscode.workspace.asRelativePath(repository.rootUri);
  const [staged, unstaged] = await Promise.all([
    repository.diff(true).catch(() => ''),
    repository.diff(false).catch(() => ''),
  ]);
  const headings = [`Staged changes in ${name}`, `Changes in ${name} that are not staged`];
  const parts = [boundDiff(staged, MOST_DIFF, isPrivatePath), boundDiff(unstaged, MOST_DIFF, isPrivatePath)];
  const notes: ContextNote[] = parts
    .map(({ text }, index) => noteFor(headings[index] ?? '', text, 'diff'))
    .filter(({ text }) => text !== '');
  const fresh = newFiles(repository);
  if (fresh.length > 0) {
    notes.push(noteFor(`New files in ${name} that Git does not track yet`, fresh.slice(0, MOST_NEW_FILES).join('\n')));
  }
  return {
    notes,
    files: parts.reduce((sum, { files }) => sum + files, 0) + fresh.length,
    withheld: parts.flatMap(({ withheld }) => withheld),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
  };
}

/** Only named: what was never added may be anything. */
function newFiles(repository: Repository): string[] {
  return untrackedFiles(repository)
    .map((uri) => vscode.workspace.asRelativePath(uri))
    .filter((path) => !isPrivatePath(path));
}
