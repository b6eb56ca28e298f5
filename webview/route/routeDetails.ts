import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../src/protocol/answer.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatCost } from '../format/formatCost.ts';
import { formatDuration } from '../format/formatDuration.ts';
import { strings } from '../strings.ts';
import { attemptRows } from './attemptRows.ts';
import { costText } from './costText.ts';
import { usageText } from './usageText.ts';

type Decision = NonNullable<Answer['decision']>;
type Content = string | TemplateResult | typeof nothing;

/** Everything that is known of how an answer was routed: the decision, the attempts, what it used and what it cost. */
export function routeDetails(answer: Answer, id: string): TemplateResult {
  const { decision, done, error } = answer;
  return html`<dl class="route-details" id=${id}>
    ${decision === undefined ? nothing : decisionRows(decision)}
    ${row(strings.routeAttempts, list(attemptRows(answer)))}
    ${
      done === undefined
        ? error === undefined || error.costUsd === 0
          ? nothing
          : row(strings.routeCost, formatCost(error.costUsd, { estimated: error.estimated }))
        : html`${row(strings.routeUsage, `${done.estimated ? '≈ ' : ''}${usageText(done.usage)}`)}${row(strings.routeCost, costText(done))}
          ${row(strings.routeTime, timeText(done.latency))}`
    }
  </dl>`;
}

function decisionRows(decision: Decision): TemplateResult {
  const { targets, rejected, reasons, sensitivity } = decision;
  const why = [...reasons, ...(sensitivity?.reasons ?? [])];
  return html`
    ${row(strings.routeWhy, list(why.map((reason) => html`<li>${reason}</li>`)))}
    ${row(strings.routeTask, taskText(decision))}
    ${row(strings.routeCandidates, list(targets.map(candidate), true))}
    ${row(strings.routeRejected, list(rejected.map(({ model, reason }) => item(model, reason))))}
  `;
}

function taskText({ task, difficulty, language }: Decision): string {
  const parts = [strings[`task_${task}`], strings[`difficulty_${difficulty}`]];
  return [...parts, fillIn(strings.language, languageWord(language))].join(' · ');
}

/** `en` as the reader calls it; codes that no list knows stay as they are. */
function languageWord(code: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

function candidate({ model, estimatedUsd, reasons }: Decision['targets'][number]): TemplateResult {
  const cost = estimatedUsd === null ? strings.priceUnknown : formatCost(estimatedUsd, { estimated: true });
  return item(model, [cost, ...reasons].join(' · '));
}

function item(model: string, detail: string): TemplateResult {
  return html`<li><span class="route-model">${model}</span> <span class="detail">${detail}</span></li>`;
}

function list(items: readonly TemplateResult[], ordered = false): Content {
  if (items.length === 0) return nothing;
  return ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
}

function row(label: string, content: Content): Content {
  return content === nothing ? nothing : html`<dt>${label}</dt><dd>${content}</dd>`;
}

function timeText({ firstTokenMs, totalMs }: NonNullable<Answer['done']>['latency']): string {
  const total = fillIn(strings.total, formatDuration(totalMs));
  return firstTokenMs === null ? total : `${fillIn(strings.firstToken, formatDuration(firstTokenMs))} · ${total}`;
}
