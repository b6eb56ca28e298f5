import * as vscode from 'vscode';
import { boundDiff } from '../../core/changes/boundDiff.ts';
import type { FileDiff } from '../../core/changes/readDiff.ts';
import { isPrivatePath } from '../../core/privacy/privateFile.ts';
import type { ReviewedFile } from '../chat/turns.ts';
import { type Changes, changesOf, pathIn } from '../git/changesOf.ts';
import type { Repository } from '../git/openGit.ts';
import { pathsOfDiff } from '../git/pathsOfDiff.ts';
import { inform } from '../tell.ts';
import type { ReviewScope } from './reviewScope.ts';

/**
 * A review of what is staged, else of all changes, or of the clicked resources' changes; undefined, with a word about
 * it, where there are none.
 */
export async function changesScope(
  repository: Repository,
  clicked: readonly unknown[],
): Promise<ReviewScope | undefined> {
  const { t } = vscode.l10n;
  const only = clicked.flatMap((resource) => resourcePath(repository, resource));
  const changes = await changesOf(repository, only.length > 0);
  const wanted = only.length === 0 ? changes.files : changes.files.filter(({ path }) => only.includes(path));
  const { text: diff, shown: files } = boundDiff(wanted, { isPrivate: isPrivatePath, numbered: true });
  if (files.length === 0) {
    void inform(t('There are no changes to review.'));
    return undefined;
  }
  const words = wordsFor(changes, only);
  return {
    text: words,
    attachment: {
      chip: {
        id: `changes ${repository.rootUri}`,
        kind: 'changes',
        label: files.length === 1 ? t('1 changed file') : t('{0} changed files', files.length),
        detail: files.map(({ path }) => path).join('\n'),
      },
      context: {
        languageId: 'diff',
        files: [{ path: 'The changes, with the new line numbers', text: diff }],
        paths: pathsOfDiff(repository, files),
      },
    },
    files: files.flatMap((file) => reviewed(repository, file)),
  };
}

function wordsFor({ staged }: Changes, only: readonly string[]): string {
  const { t } = vscode.l10n;
  if (only.length === 1) return t('Review the changes in {0}.', only[0] ?? '');
  if (only.length > 1) return t('Review the changes in {0} files.', only.length);
  return staged ? t('Review the staged changes.') : t('Review the changes.');
}

function reviewed({ rootUri }: Repository, { path, state, hunks }: FileDiff): ReviewedFile[] {
  if (state === 'deleted' || hunks.length === 0) return [];
  const lines = hunks.map(({ start, lines: all }) => {
    const shown = all.filter((line) => !line.startsWith('-')).length;
    return { start: Math.max(1, start), end: Math.max(1, start + shown - 1) };
  });
  return [{ path, uri: vscode.Uri.joinPath(rootUri, path).toString(), lines }];
}

/** The path of a resource of the source control, or those of a whole group of them. */
function resourcePath(repository: Repository, resource: unknown): string[] {
  if (typeof resource !== 'object' || resource === null) return [];
  if ('resourceStates' in resource && Array.isArray(resource.resourceStates)) {
    return resource.resourceStates.flatMap((state: unknown) => resourcePath(repository, state));
  }
  if (!('resourceUri' in resource)) return [];
  const path = resource.resourceUri instanceof vscode.Uri ? pathIn(repository, resource.resourceUri) : undefined;
  return path === undefined ? [] : [path];
}
