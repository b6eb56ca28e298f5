import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../src/protocol/answer.ts';
import { isComing } from '../../src/protocol/isComing.ts';
import { formatCost } from '../format/formatCost.ts';
import { strings } from '../lateStrings.ts';
import { linkButton } from '../listing/emptyList.ts';
import { attemptRows } from './attemptRows.ts';
import { costText } from './costText.ts';
import { decisionRows, detailList, detailRow, timeText } from './detailRows.ts';
import { usageText } from './usageText.ts';

/**
 * Everything that is known of how an answer was routed: the decision, the attempts, what it used and what it cost.
 * `toTrail` leads to what is kept of it.
 */
export function routeDetails(answer: Answer, id: string, toTrail: () => void): TemplateResult {
  const { decision, done, error } = answer;
  return html`<dl class="route-details" id=${id}>
    ${decision === undefined ? nothing : decisionRows(decision)}
    ${detailRow(strings.routeAttempts, detailList(attemptRows(answer)))}
    ${
      done === undefined
        ? error === undefined || error.costUsd === 0
          ? nothing
          : detailRow(strings.routeCost, formatCost(error.costUsd, { estimated: error.estimated }))
        : html`${detailRow(strings.routeUsage, `${done.estimated ? '≈ ' : ''}${usageText(done.usage)}`)}${detailRow(strings.routeCost, costText(done))}
          ${detailRow(strings.routeTime, timeText(done.latency))}`
    }
    ${isComing(answer) || decision === undefined ? nothing : html`<dt>${strings.trail}</dt><dd>${linkButton(strings.inTrail, '', toTrail)}</dd>`}
  </dl>`;
}
