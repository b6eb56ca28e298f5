import * as vscode from 'vscode';
import { usdFromNano } from '../../core/accounting/price.ts';
import { COMMANDS } from '../commandTable.ts';
import type { DrilledTask, DrillOutcome, MetQuestion } from './runDrill.ts';

/** A drill's outcome as Markdown: what each task got instead, when, and at what price. */
export function drillReport({ target, startedAt, endedAt, tasks, met, isAlone }: DrillOutcome): string {
  const { t } = vscode.l10n;
  const touched = tasks.filter(({ down }) => down);
  const failed = touched.filter(({ failure }) => failure !== undefined);
  const left = touched.filter(({ got, failure }) => got === undefined && failure === undefined);
  const verdict =
    touched.length === 0
      ? t('No task goes there first: an outage would not be noticed.')
      : failed.length > 0
        ? unanswered(failed.length, touched.length, isAlone)
        : left.length > 0
          ? t('{0} of {1} tasks were not asked before the drill was over.', left.length, touched.length)
          : t('Every task was answered by another model.');
  return [
    `# ${t('Fire drill: {0} was down', code(target))}`,
    t('From {0} to {1}. {2}', timeOf(startedAt), timeOf(endedAt), verdict),
    `## ${t('What each task got instead')}`,
    table(
      [t('Task'), t('Usually'), t('Instead'), t('First word after'), t('A typical question'), t('This one')],
      tasks.map(taskRow),
    ),
    t('Each was one small question through the whole way that your own go; the failing calls were never made.'),
    `## ${t('Your own questions meanwhile')}`,
    met.length === 0
      ? t('None went there.')
      : table(
          [t('When'), t('Task'), t('Instead of'), t('Answered by'), t('First word after'), t('Price')],
          met.map(metRow),
        ),
  ].join('\n\n');
}

function unanswered(failed: number, touched: number, isAlone: boolean): string {
  const { t } = vscode.l10n;
  if (!isAlone) return t('{0} of {1} tasks got no answer: give them another model.', failed, touched);
  const add = `*Switchyard: ${t(COMMANDS.addProvider.title)}*`;
  return t(
    '{0} of {1} tasks got no answer, for this is your only provider. {2} gives them another.',
    failed,
    touched,
    add,
  );
}

function taskRow({ task, model, down, typicalUsd, got, failure }: DrilledTask): string[] {
  const { t } = vscode.l10n;
  if (!down) return [task, code(model), t('not touched'), '', usd(typicalUsd[model]), ''];
  if (got === undefined) {
    const why = failure === undefined ? t('not asked') : t('nobody answered');
    const said = failure === undefined || failure === '' ? '' : ` (${failure})`;
    return [task, code(model), `**${why}**${said}`, '', usd(typicalUsd[model]), ''];
  }
  return [
    task,
    code(model),
    code(got.model),
    milliseconds(got.latency.firstTokenMs),
    `${usd(typicalUsd[model])} → ${usd(typicalUsd[got.model])}`,
    usd(got.costUsd),
  ];
}

function metRow({ hit, answer }: MetQuestion): string[] {
  const { t } = vscode.l10n;
  const before = [timeOf(hit.at), hit.task, code(hit.model)];
  if (answer === undefined) return [...before, `**${t('no answer')}**`, '', ''];
  const waited = answer.firstTokenMs === null ? null : answer.startedAt - hit.at + answer.firstTokenMs;
  const price = answer.costNano === null ? null : usdFromNano(answer.costNano);
  return [...before, code(answer.model), milliseconds(waited), usd(price)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function usd(amount: number | null | undefined): string {
  return amount === null || amount === undefined ? vscode.l10n.t('price unknown') : `$${amount.toFixed(6)}`;
}

function milliseconds(ms: number | null): string {
  return ms === null ? '–' : `${Math.round(ms)} ms`;
}

function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString(vscode.env.language);
}

function code(text: string): string {
  return `\`${text}\``;
}
