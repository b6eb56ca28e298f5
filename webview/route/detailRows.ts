import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../src/protocol/answer.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatCost } from '../format/formatCost.ts';
import { formatDuration } from '../format/formatDuration.ts';
import { withHiddenShown } from '../format/withHiddenShown.ts';
import { strings } from '../lateStrings.ts';

type Decision = NonNullable<Answer['decision']>;
type Content = string | TemplateResult | typeof nothing;

/** What was decided: why, for which task, who was to be asked in what order, who was left out. */
export function decisionRows(decision: Decision): TemplateResult {
  const { targets, rejected, reasons, sensitivity } = decision;
  const why = [...reasons, ...(sensitivity?.reasons ?? [])];
  return html`
    ${detailRow(strings.routeWhy, detailList(why.map((reason) => html`<li>${withHiddenShown(reason)}</li>`)))}
    ${detailRow(strings.routeTask, taskText(decision))}
    ${detailRow(strings.routeCandidates, detailList(targets.map(candidate), true))}
    ${detailRow(strings.routeRejected, detailList(rejected.map(({ model, reason }) => modelItem(model, reason))))}
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
  return modelItem(model, [cost, ...reasons].join(' · '));
}

/** A model and what is said of it. */
export function modelItem(model: string, detail: string): TemplateResult {
  return html`<li><span class="route-model">${withHiddenShown(model)}</span> <span class="detail">${withHiddenShown(detail)}</span></li>`;
}

/** Items below each other; nothing where there is none. */
export function detailList(items: readonly TemplateResult[], ordered = false): Content {
  if (items.length === 0) return nothing;
  return ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
}

/** One label with what belongs to it; nothing where that is nothing. */
export function detailRow(label: string, content: Content): Content {
  return content === nothing ? nothing : html`<dt>${label}</dt><dd>${content}</dd>`;
}

/** When the first word came, and the last. */
export function timeText({ firstTokenMs, totalMs }: NonNullable<Answer['done']>['latency']): string {
  const total = fillIn(strings.total, formatDuration(totalMs));
  return firstTokenMs === null ? total : `${fillIn(strings.firstToken, formatDuration(firstTokenMs))} · ${total}`;
}
