import * as vscode from 'vscode';
import type { DecisionEvent, Target, TargetExpectation } from '../../core/chat/chatEvent.ts';

interface Shown extends Pick<Target, 'model' | 'estimatedUsd' | 'reasons'> {
  readonly prompt?: string | undefined;
  readonly expected?: TargetExpectation | undefined;
}

/** What of a decision is shown, as the core says it and as the panel keeps it. */
type Decision = Pick<DecisionEvent, 'task' | 'difficulty' | 'language' | 'strategy' | 'rejected' | 'reasons'> & {
  readonly targets: readonly Shown[];
  readonly sensitivity?: { readonly reasons: readonly string[] } | undefined;
};

/** A decision as the paragraphs of a Markdown report: the reasons, then all that could be asked with what they were compared by. */
export function decisionWords(decision: Decision): string[] {
  const { task, difficulty, language, strategy, targets, rejected, reasons, sensitivity } = decision;
  const { t } = vscode.l10n;
  return [
    list([
      t('Task: {0}, {1}, language {2}', task, difficulty, language),
      t('Why: {0}', [...reasons, ...(sensitivity?.reasons ?? [])].join('; ')),
      t('Strategy: {0}', strategy),
    ]),
    `## ${t('Candidates, in the order they are asked')}`,
    targets.length === 0
      ? t('Nobody can be asked.')
      : targets.map((target, index) => `${index + 1}. ${targetWords(target)}`).join('\n'),
    ...(rejected.length === 0 ? [] : [`## ${t('Refused')}`]),
    list(rejected.map(({ model, reason }) => `${code(model)}: ${reason}`)),
  ].filter((part) => part !== '');
}

function targetWords({ model, estimatedUsd, reasons, prompt, expected }: Shown): string {
  const { t } = vscode.l10n;
  const price = estimatedUsd === null ? t('price unknown') : `≈ $${estimatedUsd.toFixed(6)}`;
  const facts =
    expected === undefined
      ? [price]
      : [
          t('{0}% likely to do', Math.round(expected.quality * 100)),
          price,
          t('about {0} s', expected.seconds.toFixed(1)),
          t('{0} tokens', expected.outputTokens),
          ...(expected.cachedTokens > 0 ? [t('{0} tokens cached', expected.cachedTokens)] : []),
        ];
  const told = prompt === undefined ? [] : [t('prompt {0}', code(prompt))];
  return `${code(model)} ${facts.join(', ')}: ${[...reasons, ...told].join('; ')}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
