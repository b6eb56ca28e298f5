import { html, nothing, type TemplateResult } from 'lit';
import type { PanelContext } from '../panelContext.ts';

/** The list of chats over the conversation, which keeps its place below it. It is loaded when it is first looked at. */
export function historyScreen(isOpen: boolean, context: PanelContext): TemplateResult | typeof nothing {
  if (!isOpen) return nothing;
  void import('./historyElement.ts');
  return html`<switchyard-history .context=${context}></switchyard-history>`;
}
