import { html, nothing, type TemplateResult } from 'lit';
import type { Fit } from '../../src/protocol/panelState.ts';
import { icon } from '../icon.ts';

/** Why the next message would not fit, and what can be done about it, the best first. */
export function fitProblem(fit: Fit | null, resolve: (id: string) => void): TemplateResult | typeof nothing {
  if (fit?.problem == null) return nothing;
  return html`<div class="fit-problem">
    ${icon('warning')}
    <div class="fit-words">
      <p>${fit.problem}</p>
      ${
        fit.waysOut.length === 0
          ? nothing
          : html`<div class="fit-ways">
              ${fit.waysOut.map(
                ({ id, label, detail }) =>
                  html`<vscode-button appearance="secondary" title=${detail} @click=${() => resolve(id)}
                    >${label}</vscode-button
                  >`,
              )}
            </div>`
      }
    </div>
  </div>`;
}
