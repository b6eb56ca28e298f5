import * as vscode from 'vscode';
import { nanoFromUsd } from '../../core/accounting/price.ts';
import { usdWords } from '../../core/accounting/usdWords.ts';
import type { ArmFigures } from '../../core/experiments/armFigures.ts';
import { type Difference, meanDifference, shareDifference } from '../../core/experiments/difference.ts';
import type { Experiment } from '../../core/experiments/experiment.ts';
import { posteriorOf } from '../../core/quality/posterior.ts';

/** What came of an experiment as Markdown: each arm's figures, and its differences to the first with their intervals. */
export function experimentReport({ name, tasks, arms }: Experiment, figures: readonly ArmFigures[]): string {
  const { t } = vscode.l10n;
  const [first, ...others] = figures;
  const head = [
    t('Arm'),
    t('Models'),
    t('Answers'),
    t('Judged'),
    t('Good'),
    t('Cost each'),
    t('Time each'),
    t('Failed'),
  ];
  const rows = figures.map((arm, index) => {
    const { mean, low, high, tooEarly } = posteriorOf(arm);
    const good = `${percent(mean)} (${percent(low)}–${percent(high)})`;
    return [
      arm.arm,
      arms[index]?.models.join(' → ') ?? '',
      String(arm.requests),
      String(arm.judged),
      tooEarly ? t('{0}, too early', good) : good,
      arm.costs.length === 0 ? '–' : usdWords(nanoFromUsd(meanOf(arm.costs))),
      arm.times.length === 0 ? '–' : `${(meanOf(arm.times) / 1000).toFixed(1)} s`,
      String(arm.failed),
    ];
  });
  return [
    `## ${plain(name)}`,
    tasks.length === 0 ? t('Where a route or a rule says so.') : t('Tasks: {0}', tasks.join(', ')),
    table(head, rows),
    ...(first === undefined ? [] : others.map((arm) => comparison(arm, first))),
  ].join('\n\n');
}

function comparison(arm: ArmFigures, first: ArmFigures): string {
  const { t } = vscode.l10n;
  const money = (usd: number) => `${usd < 0 ? '−' : '+'}${usdWords(nanoFromUsd(Math.abs(usd)))}`;
  const seconds = (ms: number) => `${signed(ms / 1000, 1)} s`;
  return [
    t('**{0} against {1}**', plain(arm.arm), plain(first.arm)),
    [
      `- ${t(
        'Good answers: {0}',
        words(shareDifference(arm, first), (share) => `${signed(share * 100, 0)} %`),
      )}`,
      `- ${t('Cost: {0}', words(meanDifference(arm.costs, first.costs), money))}`,
      `- ${t('Time: {0}', words(meanDifference(arm.times, first.times), seconds))}`,
    ].join('\n'),
  ].join('\n\n');
}

/** A difference with its interval, and whether that says anything. */
function words({ mean, low, high, tooEarly }: Difference, figure: (value: number) => string): string {
  const { t } = vscode.l10n;
  const said = t('{0}, between {1} and {2} with 80% probability', figure(mean), figure(low), figure(high));
  return tooEarly ? t('too early to tell ({0})', said) : said;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** Names are the user's own, but a table has its own signs. */
function plain(text: string): string {
  return text.replace(/[|\\`*_<>[\]]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
