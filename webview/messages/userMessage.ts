import { html, nothing, type TemplateResult } from 'lit';
import type { Chip } from '../../src/protocol/panelState.ts';
import { icon } from '../icon.ts';
import { strings } from '../strings.ts';

/** What the reader asked, as it was typed, with the context that went along. */
export function userMessage(text: string, chips: readonly Chip[]): TemplateResult {
  return html`<div class="user-message" aria-label=${strings.you} role="group">
    <div class="user-text">${text}</div>
    ${chips.length === 0 ? nothing : html`<div class="chips">${chips.map(sentChip)}</div>`}
  </div>`;
}

function sentChip({ kind, label, detail }: Chip): TemplateResult {
  return html`<span class="chip" title=${detail}>${icon(kind)}<span class="chip-label">${label}</span></span>`;
}
