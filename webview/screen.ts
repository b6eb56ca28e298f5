import { html, nothing, type TemplateResult } from 'lit';
import { lateParts, loadLateParts } from './lateParts.ts';
import type { PanelContext } from './panelContext.ts';
import type { ViewState } from './state/viewState.ts';

/**
 * The list of chats or the audit trail over the conversation, which keeps its place below it. It is loaded when it is first
 * looked at, and then drawn by `redraw`.
 */
export function screen(
  open: ViewState['screen'],
  context: PanelContext,
  redraw: () => void,
): TemplateResult | typeof nothing {
  if (open === null) return nothing;
  if (lateParts() === undefined) {
    void loadLateParts().then(redraw);
    return nothing;
  }
  return open === 'history'
    ? html`<switchyard-history class="screen" .context=${context}></switchyard-history>`
    : html`<switchyard-trail class="screen" .context=${context}></switchyard-trail>`;
}
