import * as vscode from 'vscode';
import { type Figures, type Percentiles, statistics } from '../../storage/statistics.ts';
import type { Engine } from '../engine.ts';
import type { Reports } from '../reports.ts';
import { usd } from './auditWords.ts';

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
    const byTask = model === undefined ? `\n\n${table(t('Task'), Object.entries(tasks))}` : '';
    return `${title}\n\n${table(t('Model'), wanted)}${byTask}`;
  });
  const heading = model === undefined ? t('Figures of all models') : t('Figures of {0}', model);
  await reports.show('Figures', [`# ${heading}`, t('Times are medians and 95th percentiles.'), ...tables].join('\n\n'));
}

function table(first: string, groups: readonly (readonly [string, Figures])[]): string {
  const { t } = vscode.l10n;
  const head = [
    first,
    t('Requests'),
    t('Spent'),
    t('First word'),
    t('Whole answer'),
    t('Failed'),
    t('Fell back'),
    t('Redone'),
  ];
  const rows = groups.map(([name, figures]) => [
    name,
    String(figures.requests),
    `${usd(figures.spendUsd)}${figures.unpriced > 0 ? ` + ${t('{0} unpriced', figures.unpriced)}` : ''}`,
    times(figures.firstTokenMs),
    times(figures.totalMs),
    percent(figures.errorRate),
    percent(figures.fallbackRate),
    String(figures.redone),
  ]);
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function times({ p50, p95 }: Percentiles): string {
  return p50 === null ? '–' : `${Math.round(p50)} / ${Math.round(p95 ?? 0)} ms`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
