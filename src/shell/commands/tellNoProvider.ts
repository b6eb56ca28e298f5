import * as vscode from 'vscode';
import { inform } from '../tell.ts';

/** Says that nobody can be asked yet, and offers to change that. */
export async function tellNoProvider(): Promise<void> {
  const { t } = vscode.l10n;
  const add = t('Add Provider');
  const choice = await inform(t('No provider is set up yet.'), add);
  if (choice === add) await vscode.commands.executeCommand('switchyard.addProvider');
}
