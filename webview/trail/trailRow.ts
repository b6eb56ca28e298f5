import { html, type TemplateResult } from 'lit';
import type { TrailRow } from '../../src/protocol/messages/trailMessages.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatAgo } from '../format/formatAgo.ts';
import { formatCost } from '../format/formatCost.ts';
import { formatDuration } from '../format/formatDuration.ts';
import { formatTokens } from '../format/formatTokens.ts';
import { shortModel } from '../format/shortModel.ts';
import { icon } from '../icon.ts';
import { strings } from '../lateStrings.ts';
import { isUsed, outcomeIcon, outcomeText, sourceText } from './trailWords.ts';

interface RowState {
  readonly isActive: boolean;
  readonly now: number;
  readonly open: () => void;
}

/** Who asked, where that was not the reader; a fire drill is named once, also where the reader's own question met it. */
function askerText({ source, fireDrill, errorKind }: TrailRow): string[] {
  const drill = fireDrill && errorKind !== 'fireDrill' ? [strings.source_fireDrill] : [];
  return source === 'panel' || source === 'fireDrill' ? drill : [...drill, sourceText(source)];
}

/** One request: its task and model, how it ended, when, and what it took. */
export function trailRow(row: TrailRow, { isActive, now, open }: RowState): TemplateResult {
  const { usage } = row;
  const model = row.model === null ? strings.nobodyAsked : shortModel(row.model);
  const facts = [
    outcomeText(row),
    formatAgo(row.at, now, document.documentElement.lang || undefined),
    ...(isUsed(usage)
      ? [fillIn(strings.tokensInOut, formatTokens(usage.inputTokens), formatTokens(usage.outputTokens))]
      : []),
    ...(row.totalMs === null ? [] : [formatDuration(row.totalMs)]),
    ...askerText(row),
  ];
  return html`<li class="history-row trail-row is-${row.outcome} ${row.fallbacks > 0 ? 'has-fallbacks' : ''}" data-id=${row.id}>
    <button type="button" class="history-main" tabindex=${isActive ? 0 : -1} @click=${open}>
      <span class="history-title"
        >${icon(outcomeIcon(row))}<span class="history-name" title=${row.model ?? ''}
          >${strings[`task_${row.task}`]} → ${model}</span
        ><span class="trail-cost">${formatCost(row.costUsd, { estimated: row.estimated })}</span></span
      >
      <span class="history-meta" title=${new Date(row.at).toLocaleString()}>${facts.join(' · ')}</span>
    </button>
  </li>`;
}
