import * as vscode from 'vscode';
import type { QualityBook } from '../../core/ports/qualityStore.ts';
import { HALF_LIFE_MS } from '../../core/quality/tally.ts';
import { saveExport } from '../saveExport.ts';

const DAY_MS = 86_400_000;

/** Writes what was learnt, here and everywhere, as JSON to a file of the reader's choice. */
export async function exportLearnt(quality: QualityBook, now: number): Promise<void> {
  const { t } = vscode.l10n;
  await saveExport(
    { title: t('Export What Was Learnt'), fileName: 'switchyard-learnt.json', filters: { JSON: ['json'] } },
    () => {
      const learnt = {
        exportedAt: new Date(now).toISOString(),
        halfLifeDays: HALF_LIFE_MS / DAY_MS,
        here: quality.learnt('here'),
        everywhere: quality.learnt('everywhere'),
      };
      return { text: `${JSON.stringify(learnt, undefined, 2)}\n`, said: t('What was learnt is exported.') };
    },
  );
}
