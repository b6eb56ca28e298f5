import * as vscode from 'vscode';
import { nanoFromUsd } from '../../core/accounting/price.ts';
import { usdWords } from '../../core/accounting/usdWords.ts';
import { type Figures, type Percentiles, statistics } from '../../storage/statistics.ts';
import type { Engine } from '../engine.ts';
import type { Reports } from '../reports.ts';

const DAY_MS = 86_400_000;
/** As far back as each table of figures goes, in days. */
const SPANS = [1, 14, 90] as const;

/** Opens what the ledger says of each model, lately and for longer, as a document; of one model where it is named. */
export async function showFigures(
  { ledger, tools }: Pick<Engine, 'ledger' | 'tools'>,
  reports: Reports,
  model?: string,
): Promise<void> {
  const { t } = vscode.l10n;
  const now = tools.clock.now();
  const tables = SPANS.map((days) => {
    const { models, tasks } = statistics(ledger, now - days * DAY_MS);
    const wanted = Object.entries(models).filter(([id]) => model === undefined || id === model);
    const title = `## ${days === 1 ? t('The last 24 hours') : t('The last {0} days', days)}`;
    if (wanted.length === 0) return `${title}\n\n${t('Nothing was asked.')}`;
    const byTask = model === undefined ? `\n\n### ${t('By task')}\n\n${groupsWords(Object.entries(tasks))}` : '';
    return `${title}\n\n${groupsWords(wanted)}${byTask}`;
  });
  const heading = model === undefined ? t('Figures of all models') : t('Figures of {0}', model);
  const name = model === undefined ? 'Figures' : `Figures of ${model.split('/').at(-1)}`;
  await reports.show(name, [`# ${heading}`, t('Times are medians and 95th percentiles.'), ...tables].join('\n\n'));
}

/** Each group with its figures below it: a table would be too wide for an editor. */
function groupsWords(groups: readonly (readonly [string, Figures])[]): string {
  return groups.map(([name, figures]) => [`- \`${name}\``, ...figureWords(figures)].join('\n  - ')).join('\n');
}

function figureWords({
  requests,
  spendUsd,
  unpriced,
  firstTokenMs,
  totalMs,
  errorRate,
  fallbackRate,
  redone,
}: Figures) {
  const { t } = vscode.l10n;
  const spent = `${usdWords(nanoFromUsd(spendUsd))}${unpriced > 0 ? ` + ${t('{0} unpriced', unpriced)}` : ''}`;
  return [
    t('{0} requests, {1}', requests, spent),
    t('First word: {0}, whole answer: {1}', times(firstTokenMs), times(totalMs)),
    t('Failed: {0}, fell back: {1}, asked for again: {2}', percent(errorRate), percent(fallbackRate), redone),
  ];
}

function times({ p50, p95 }: Percentiles): string {
  return p50 === null ? '–' : `${Math.round(p50)} / ${Math.round(p95 ?? 0)} ms`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
