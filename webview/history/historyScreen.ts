import { html, nothing, type TemplateResult } from 'lit';
import type { PanelContext } from '../panelContext.ts';

let isLoaded = false;

/**
 * The list of chats over the conversation, which keeps its place below it. It is loaded when it is first looked at, and
 * then drawn by `redraw`.
 */
export function historyScreen(
  isOpen: boolean,
  context: PanelContext,
  redraw: () => void,
): TemplateResult | typeof nothing {
  if (!isOpen) return nothing;
  if (isLoaded) return html`<switchyard-history .context=${context}></switchyard-history>`;
  void import('./historyElement.ts').then(() => {
    isLoaded = true;
    redraw();
  });
  return nothing;
}
