import * as vscode from 'vscode';
import type { QualityBook } from '../../core/ports/qualityStore.ts';
import { HALF_LIFE_MS } from '../../core/quality/tally.ts';
import { inform } from '../tell.ts';

const DAY_MS = 86_400_000;

/** Writes what was learnt, here and everywhere, as JSON to a file of the reader's choice. */
export async function exportLearnt(quality: QualityBook, now: number): Promise<void> {
  const { t } = vscode.l10n;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = 'switchyard-learnt.json';
  const uri = await vscode.window.showSaveDialog({
    title: t('Export What Was Learnt'),
    saveLabel: t('Export'),
    defaultUri: folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name),
    filters: { JSON: ['json'] },
  });
  if (uri === undefined) return;
  const learnt = {
    exportedAt: new Date(now).toISOString(),
    halfLifeDays: HALF_LIFE_MS / DAY_MS,
    here: quality.learnt('here'),
    everywhere: quality.learnt('everywhere'),
  };
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`${JSON.stringify(learnt, undefined, 2)}\n`));
  const open = t('Open File');
  // Not waited for: it may stay for long.
  void inform(t('What was learnt is exported.'), open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand('vscode.open', uri);
  });
}
