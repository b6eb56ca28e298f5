import * as vscode from 'vscode';
import type { LearntWhere, QualityBook } from '../../core/ports/qualityStore.ts';
import { pickOne } from '../picks.ts';
import { inform } from '../tell.ts';

/** Forgets what was learnt of models, in this workspace or everywhere; asks which. */
export async function resetLearnt(quality: QualityBook): Promise<void> {
  const { t } = vscode.l10n;
  if (quality.learnt('everywhere').length === 0) {
    void inform(t('Nothing was learnt yet: there is nothing to reset.'));
    return;
  }
  const rows: readonly { readonly label: string; readonly detail: string; readonly where: LearntWhere }[] = [
    { label: t('This Workspace'), detail: t('What was learnt in other workspaces stays.'), where: 'here' },
    {
      label: t('Everywhere'),
      detail: t('Every model is as good as its published figures again.'),
      where: 'everywhere',
    },
  ];
  const chosen = await pickOne(rows, { placeHolder: t('Where should what was learnt of models be forgotten?') });
  if (chosen === undefined) return;
  quality.forget(chosen.where);
  void inform(
    chosen.where === 'here'
      ? t('What was learnt in this workspace is forgotten.')
      : t('What was learnt is forgotten everywhere.'),
  );
}
