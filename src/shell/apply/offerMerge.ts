import * as vscode from 'vscode';
import { warn } from '../tell.ts';
import { openMergeEditor } from './openMergeEditor.ts';
import type { ReviewedFile } from './reviewedFile.ts';

interface Conflict {
  readonly file: Pick<ReviewedFile, 'uri' | 'base'>;
  readonly current: string;
  readonly theirs: string;
  /** The line of the base, counted from 1, whose change has no place any more. */
  readonly line: number;
}

/** Tells that a document has changed where the proposal would, and offers to merge; true when the merge editor took over. */
export async function offerMerge({ file, theirs, line }: Conflict): Promise<boolean> {
  const merge = vscode.l10n.t('Open Merge Editor');
  const name = vscode.workspace.asRelativePath(file.uri);
  const told = vscode.l10n.t('{0} was changed meanwhile near line {1}, where the proposed change belongs.', name, line);
  if ((await warn(told, merge)) !== merge) return false;
  return openMergeEditor({ uri: file.uri, base: file.base, theirs });
}
