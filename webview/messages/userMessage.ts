import { html, nothing, type TemplateResult } from 'lit';
import type { Chip } from '../../src/protocol/panelState.ts';
import { icon } from '../icon.ts';

/** What the reader asked, as it was typed, with the context that went along; without words only that. */
export function userMessage(text: string | null, chips: readonly Chip[]): TemplateResult {
  return html`${text === null ? nothing : html`<div class="user-text">${text}</div>`}
  ${chips.length === 0 ? nothing : html`<div class="chips">${chips.map(sentChip)}</div>`}`;
}

function sentChip({ kind, label, detail }: Chip): TemplateResult {
  return html`<span class="chip" title=${detail}>${icon(kind)}<span class="chip-label">${label}</span></span>`;
}
