import * as vscode from 'vscode';
import type { Answer, Problem } from '../../protocol/answer.ts';

type Decision = NonNullable<Answer['decision']>;
type Action = Problem['actions'][number];

/** That nobody may have a question: what it rests on, every model with its reason, and what can be done, the safest first. */
export function privacyProblem({ rejected, sensitivity }: Pick<Decision, 'rejected' | 'sensitivity'>): Problem {
  const { t } = vscode.l10n;
  const { reasons = [], ways = [] } = sensitivity ?? {};
  const why = reasons.join('; ');
  const redacted: Action = { action: 'retryRedacted', label: t('Send Redacted') };
  const anyway: Action = { action: 'retryAnyway', label: t('Send Anyway, This Once') };
  return {
    title: t('No model may see this.'),
    detail: [
      ...(why === '' ? [] : [`${why.charAt(0).toUpperCase()}${why.slice(1)}.`]),
      ...rejected.map(({ model, reason }) => `${model}: ${reason}`),
    ].join('\n'),
    actions: [
      ...(ways.includes('redacted') ? [redacted] : []),
      { action: 'openPrivacy', label: t('Open Privacy Settings') },
      { action: 'addProvider', label: t('Add Provider') },
      ...(ways.includes('anyway') ? [anyway] : []),
    ],
  };
}
