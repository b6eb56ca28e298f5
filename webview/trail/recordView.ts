import { html, nothing, type TemplateResult } from 'lit';
import type { TrailRecord } from '../../src/protocol/messages/trailMessages.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatCost } from '../format/formatCost.ts';
import { strings } from '../lateStrings.ts';
import { linkButton } from '../listing/emptyList.ts';
import { costText } from '../route/costText.ts';
import { decisionRows, detailList, detailRow, modelItem, timeText } from '../route/detailRows.ts';
import { fallbackText } from '../route/fallbackLines.ts';
import { usageText } from '../route/usageText.ts';
import { isUsed, outcomeText, sourceText } from './trailWords.ts';

type Attempt = TrailRecord['attempts'][number];

/** Everything that is kept of one request; `openChat` leads back to where it was asked. */
export function recordView(record: TrailRecord, openChat: (id: string) => void): TemplateResult {
  const { decision, fallbacks, attempts, usage, totalMs, firstTokenMs, estimated, chat } = record;
  const isDrilled = (model: string) => attempts.some((one) => one.model === model && one.outcome === 'fireDrill');
  const gaveWay = fallbacks.map((fallback) => {
    const why = isDrilled(fallback.from) ? strings.error_fireDrill : undefined;
    return html`<li>${fallbackText(fallback, why)}</li>`;
  });
  // Who was not asked has no price.
  const nothingSpent = record.costUsd === 0 && attempts.every(({ outcome }) => outcome === 'fireDrill');
  const tried =
    attempts.length === 0 ? strings.nobodyAsked : detailList(attempts.map((attempt) => attemptItem(attempt, record)));
  return html`<dl class="route-details">
      ${detailRow(strings.outcome, outcomeText({ ...record, fallbacks: fallbacks.length }))}
      ${decisionRows(decision)}
      ${detailRow(strings.routeAttempts, tried)}
      ${detailRow(strings.recordFallbacks, detailList(gaveWay))}
      ${record.checks.length === 0 ? nothing : detailRow(strings.recordChecks, detailList(record.checks.map(checkItem)))}
      ${isUsed(usage) ? detailRow(strings.routeUsage, `${estimated ? '≈ ' : ''}${usageText(usage)}`) : nothing}
      ${detailRow(strings.routeCost, nothingSpent ? formatCost(0) : costText(record))}
      ${totalMs === null ? nothing : detailRow(strings.routeTime, timeText({ firstTokenMs, totalMs }))}
      ${detailRow(strings.recordPrompts, promptsText(record))}
      ${detailRow(strings.recordSource, sourceText(record.source))}
      ${chat === null ? nothing : detailRow(strings.recordChat, chatLink(chat, openChat))}
      ${detailRow(strings.recordId, html`<code>${record.id}</code>`)}
    </dl>
    ${textsOf(record)}`;
}

/** The texts of our own that each model which was asked was sent; where that was not kept, all of them by one version. */
function promptsText({ decision, attempts, promptsVersion }: TrailRecord): string {
  const asked = new Set(attempts.map(({ model }) => model));
  const sent = decision.targets.flatMap(({ model, prompt }) => (asked.has(model) ? (prompt ?? []) : []));
  return sent.length === 0 ? (promptsVersion ?? strings.otherPrompts) : [...new Set(sent)].join(' · ');
}

/** `a/m server error · 12:03:04 · 340 ms in all · $0.0004` */
function attemptItem(attempt: Attempt, record: TrailRecord): TemplateResult {
  const { model, outcome, startedAt, usage, costUsd, estimated, firstTokenMs, totalMs } = attempt;
  const at = new Date(startedAt).toLocaleTimeString(document.documentElement.lang || undefined);
  if (outcome === 'fireDrill') return modelItem(model, [strings.error_fireDrill, at].join(' · '));
  const facts = [
    outcome === 'ok' ? answeredText(attempt, record) : strings[`error_${outcome}`],
    at,
    timeText({ firstTokenMs, totalMs }),
    ...(isUsed(usage) ? [usageText(usage)] : []),
    formatCost(costUsd, { estimated }),
  ];
  return modelItem(model, facts.join(' · '));
}

/** What became of a whole answer: one that was held back, or asked for to check another, need not have been shown. */
function answeredText({ model, part }: Attempt, { outcome, model: shown }: TrailRecord): string {
  if (part === 'check') return strings.onlyCompared;
  return part === 'draft' && (outcome !== 'answered' || model !== shown) ? strings.thrownAway : strings.answered;
}

/** `a/m form did not pass (0%)` */
function checkItem({ model, name, passed, score }: TrailRecord['checks'][number]): TemplateResult {
  return modelItem(model, fillIn(passed ? strings.checkPassed : strings.checkFailed, name, Math.round(100 * score)));
}

function chatLink(
  { id, title }: NonNullable<TrailRecord['chat']>,
  open: (id: string) => void,
): TemplateResult | string {
  if (title === null) return strings.chatGone;
  return linkButton(title, fillIn(strings.openThisChat, title), () => open(id));
}

function textsOf({ texts }: TrailRecord): TemplateResult | typeof nothing {
  if (texts === null) return nothing;
  const all = [...texts.messages, { role: strings.role_answer, text: texts.answer }];
  return html`<h3 class="trail-texts-title">${strings.recordTexts}</h3>
    ${all.map(
      ({ role, text }) => html`<details class="trail-text">
        <summary>${role}</summary>
        <pre tabindex="0">${text}</pre>
      </details>`,
    )}`;
}
