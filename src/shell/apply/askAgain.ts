import * as vscode from 'vscode';
import { type Delicacy, delicatePath } from '../../core/apply/delicatePath.ts';
import { warn } from '../tell.ts';
import { realPathInside } from './insideWorkspace.ts';

/** True when nothing delicate is among the files, or when the reader, told each one and why, wants them changed. */
export async function askAgain(files: readonly { readonly uri: vscode.Uri }[]): Promise<boolean> {
  const reasons: string[] = [];
  for (const { uri } of files) {
    if (uri.scheme === 'untitled') continue;
    const name = vscode.workspace.asRelativePath(uri);
    // The name it was asked for by, and what it is when every link is followed.
    const delicacy =
      delicatePath(vscode.workspace.asRelativePath(uri, false)) ?? delicatePath(await realPathInside(uri));
    if (delicacy !== undefined) reasons.push(`${name}: ${because(delicacy)}`);
  }
  if (reasons.length === 0) return true;
  const apply = vscode.l10n.t('Apply Anyway');
  const question =
    reasons.length === 1
      ? vscode.l10n.t('Change this protected file?')
      : vscode.l10n.t('Change these {0} protected files?', reasons.length);
  return (await warn(question, { modal: true, detail: reasons.join('\n') }, apply)) === apply;
}

function because(delicacy: Delicacy): string {
  const { t } = vscode.l10n;
  switch (delicacy) {
    case 'editorSettings':
      return t('it configures the editor, which can run commands from it.');
    case 'git':
      return t('it belongs to Git itself; hooks in it are run.');
    case 'hidden':
      return t('it is a hidden file, which tools read by themselves.');
    case 'lockFile':
      return t('it is a lock file, which a package manager writes.');
    case 'dependencies':
      return t('it belongs to an installed package; installing again overwrites it.');
  }
}
