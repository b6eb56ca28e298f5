import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../src/protocol/answer.ts';
import { isComing } from '../../src/protocol/isComing.ts';
import { withHiddenShown } from '../format/withHiddenShown.ts';
import { icon } from '../icon.ts';
import { strings } from '../strings.ts';
import { type RouteSummary, routeSummary } from './routeSummary.ts';

type Part = RouteSummary['parts'][number];
type Drawn = TemplateResult | typeof nothing;

interface Expansion {
  readonly detailsId: string;
  readonly expanded: boolean;
  readonly toggle: () => void;
}

/** The line above an answer: task · model · why · cost · time; a button that opens the decision below it. */
export function routeLine(answer: Answer, { detailsId, expanded, toggle }: Expansion): Drawn {
  const { modelId, parts } = routeSummary(answer);
  if (answer.decision === undefined && parts.length === 0) return pending(answer);
  return html`<button
    type="button"
    class="route-line"
    aria-expanded=${expanded ? 'true' : 'false'}
    aria-controls=${expanded ? detailsId : nothing}
    title=${strings.routeDetails}
    @click=${toggle}
  >
    ${icon('chevronRight')}<span class="route-parts"
      >${parts.map((part, index) => html`${index > 0 ? '\u00a0· ' : nothing}${partView(part, modelId)}`)}${
        isComing(answer) ? html`<vscode-progress-ring></vscode-progress-ring>` : nothing
      }</span
    >
  </button>`;
}

function partView({ kind, text }: Part, modelId: string): TemplateResult {
  return html`<span class="route-${kind}" title=${kind === 'model' ? modelId : nothing}>${withHiddenShown(text)}</span>`;
}

function pending(answer: Answer): Drawn {
  if (!isComing(answer)) return nothing;
  return html`<div class="route-line">
    <span class="route-parts">${strings.choosing}<vscode-progress-ring></vscode-progress-ring></span>
  </div>`;
}
