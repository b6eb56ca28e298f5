import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Fit } from '../../src/protocol/panelState.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatCost } from '../format/formatCost.ts';
import { formatCount } from '../format/formatCount.ts';
import { formatTokens } from '../format/formatTokens.ts';
import { shortModel } from '../format/shortModel.ts';
import { strings } from '../strings.ts';

/** The id of the meter's words, for the field that they describe. */
export const METER_ID = 'composer-meter';

/** From this share of the window on the meter warns. */
const NEARLY_FULL = 0.8;

/**
 * How the question stands against the model's window, and what sending it would cost; an empty row where there is nothing to
 * say, so that nothing moves when there is.
 */
export function fitMeter(fit: Fit | null, hasSomethingToSend: boolean): TemplateResult {
  if (fit === null || (!hasSomethingToSend && !isTight(fit))) return html`<div class="meter"></div>`;
  const cost = fit.estimatedUsd === null ? strings.priceUnknown : price(fit.estimatedUsd);
  return html`<div class="meter ${isTight(fit) ? 'meter-tight' : ''}" title=${fitDetail(fit)}>
    <span id=${METER_ID} class="visually-hidden">${fitDetail(fit).replaceAll('\n', '. ')}</span>
    ${fit.window === null ? nothing : ring(fit.tokens / fit.window)}
    <span class="meter-words" aria-hidden="true"
      ><span class="meter-tokens">${amount(fit)}</span> · <span>${cost}</span> ·
      <span>${shortModel(fit.model)}</span></span
    >
  </div>`;
}

/** Whether the next message comes near the end of the window or does not fit at all. */
function isTight({ tokens, window, problem }: Fit): boolean {
  return problem !== null || (window !== null && tokens > window * NEARLY_FULL);
}

function amount({ tokens, window }: Fit): string {
  if (window === null) return fillIn(strings.fitTokens, formatTokens(tokens));
  return fillIn(strings.fitWindow, formatTokens(tokens), formatTokens(window));
}

function price(usd: number): string {
  return formatCost(usd, { estimated: usd > 0 });
}

function fitDetail({ model, tokens, window, estimatedUsd, problem }: Fit): string {
  const size =
    window === null
      ? fillIn(strings.fitDetailNoWindow, formatCount(tokens), model)
      : fillIn(strings.fitDetail, formatCount(tokens), formatCount(window), model);
  const cost = estimatedUsd === null ? strings.fitNoPrice : fillIn(strings.fitPrice, formatCost(estimatedUsd));
  return [size, cost, problem].filter((line) => line !== null).join('\n');
}

function ring(share: number): TemplateResult {
  const filled = Math.min(100, Math.max(share > 0 ? 2 : 0, share * 100));
  return html`<svg class="meter-ring" viewBox="0 0 36 36" aria-hidden="true">
    ${svg`<circle class="meter-track" cx="18" cy="18" r="14" pathLength="100" />
    <circle class="meter-share" cx="18" cy="18" r="14" pathLength="100" stroke-dasharray="${filled} 100" />`}
  </svg>`;
}
