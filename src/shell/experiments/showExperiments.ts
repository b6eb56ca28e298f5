import * as vscode from 'vscode';
import type { Engine } from '../engine.ts';
import type { Reports } from '../reports.ts';
import { experimentFigures } from './experimentFigures.ts';
import { experimentReport } from './experimentReport.ts';

/** Opens what came of the running experiments as a document. */
export async function showExperiments(
  { ledger, setup }: Pick<Engine, 'ledger' | 'setup'>,
  reports: Reports,
): Promise<void> {
  const { t } = vscode.l10n;
  const { experiments } = setup;
  const how = t(
    'A share of good answers is what applied, kept, corrected, repeated and rated answers come to, as far as that is known; before anything is known every share is as likely. Intervals hold 80% of the probability; those of cost and time are approximate.',
  );
  const parts = experiments.map((experiment) => experimentReport(experiment, experimentFigures(ledger, experiment)));
  const none = t('No experiment runs. The setting switchyard.experiments names what is compared.');
  await reports.show(
    'Experiments',
    [`# ${t('Experiments')}`, ...(parts.length === 0 ? [none] : [how, ...parts])].join('\n\n'),
  );
}
