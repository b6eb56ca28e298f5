import * as vscode from 'vscode';
import type { Learnt, QualityBook } from '../../core/ports/qualityStore.ts';
import { posteriorOf } from '../../core/quality/posterior.ts';
import type { Sign } from '../../core/quality/signs.ts';
import type { Reports } from '../reports.ts';

/** Opens what was learnt of models, here and everywhere, as a document. */
export async function showLearnt(quality: QualityBook, reports: Reports): Promise<void> {
  const { t } = vscode.l10n;
  const parts = [
    `# ${t('What was learnt')}`,
    t(
      'What you do with answers shows how good their models are at a task. It stays on this machine, counts half after 60 days, and can be exported and reset.',
    ),
    `## ${t('In this workspace')}`,
    listWords(quality.learnt('here')),
    `## ${t('In all workspaces')}`,
    t('Elsewhere counts a quarter here, and four answers at most.'),
    listWords(quality.learnt('everywhere')),
  ];
  await reports.show('Learnt', parts.join('\n\n'));
}

function listWords(learnt: readonly Learnt[]): string {
  if (learnt.length === 0) return vscode.l10n.t('Nothing yet.');
  const tasks = [...new Set(learnt.map(({ task }) => task))];
  return tasks
    .map((task) => [`### ${task}`, ...learnt.filter((one) => one.task === task).map(modelWords)].join('\n\n'))
    .join('\n\n');
}

function modelWords(learnt: Learnt): string {
  const { t } = vscode.l10n;
  const { model, answers, signs } = learnt;
  const said = Object.entries(signs).map(([sign, count]) => `${signWords()[sign as Sign]} ${count}`);
  const given = answers === 1 ? t('one answer of the last months') : t('{0} answers of the last months', answers);
  return [`- \`${model}\``, shareWords(learnt), [given, ...said].join(', ')].join('\n  - ');
}

function shareWords(learnt: Learnt): string {
  const { t } = vscode.l10n;
  const { mean, low, high, tooEarly } = posteriorOf(learnt);
  const interval = t('{0} good (80% sure: {1} to {2})', percent(mean), percent(low), percent(high));
  return tooEarly ? `${t('too early to say')}: ${interval}` : interval;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** As they stand before their number; a vote that was taken back is no sign any more. */
function signWords(): Readonly<Record<Sign, string>> {
  const { t } = vscode.l10n;
  return {
    applied: t('applied'),
    inserted: t('inserted'),
    copied: t('copied'),
    kept: t('used'),
    survived: t('still there after minutes'),
    fewerErrors: t('fewer errors'),
    chosen: t('preferred'),
    undone: t('undone'),
    rewritten: t('rewritten'),
    moreErrors: t('new errors'),
    corrected: t('corrected'),
    redone: t('asked again'),
    askedOther: t('another model asked'),
    passedOver: t('another preferred'),
    up: t('thumbs up'),
    down: t('thumbs down'),
    unvoted: '',
  };
}
