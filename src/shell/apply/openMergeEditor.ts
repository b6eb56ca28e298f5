import * as vscode from 'vscode';
import { proposalFiles } from './proposalFiles.ts';

interface Merge {
  readonly uri: vscode.Uri;
  /** What both sides came from. */
  readonly base: string;
  readonly theirs: string;
}

/** The command by which the editor's own Git opens its merge editor; it is not documented, so it may be missing. */
const COMMAND = '_open.mergeEditor';

/**
 * Opens the editor's merge editor over a document: base and proposal beside what the document says now, the document as the
 * result. Where the editor has none, base and proposal are compared instead. Resolves once it is open.
 */
export async function openMergeEditor({ uri, base, theirs }: Merge): Promise<boolean> {
  const proposals = proposalFiles();
  const current = (await vscode.workspace.openTextDocument(uri)).getText();
  return open(uri, {
    base: proposals.show(uri, 'base', base),
    current: proposals.show(uri, 'current', current),
    theirs: proposals.show(uri, 'proposed', theirs),
  });
}

async function open(
  output: vscode.Uri,
  sides: { readonly base: vscode.Uri; readonly current: vscode.Uri; readonly theirs: vscode.Uri },
): Promise<boolean> {
  // Commands that begin with an underscore are only listed when internal ones are asked for.
  if ((await vscode.commands.getCommands(false)).includes(COMMAND)) {
    try {
      await vscode.commands.executeCommand(COMMAND, {
        base: sides.base,
        input1: { uri: sides.current, title: vscode.l10n.t('Current') },
        input2: { uri: sides.theirs, title: vscode.l10n.t('Proposed') },
        output,
      });
      return true;
    } catch {
      // As if it were missing.
    }
  }
  const name = output.path.slice(output.path.lastIndexOf('/') + 1);
  const title = vscode.l10n.t('{0} (Switchyard: proposed change)', name);
  await vscode.commands.executeCommand('vscode.diff', output, sides.theirs, title, { preview: false });
  return false;
}
