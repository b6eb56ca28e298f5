import { html, nothing, type TemplateResult } from 'lit';

/** Why a list is empty, and what can be done about it. */
export function emptyList(title: string, text: string, ways: readonly TemplateResult[]): TemplateResult {
  return html`<div class="history-empty">
    <p class="history-empty-title">${title}</p>
    ${text === '' ? nothing : html`<p>${text}</p>`}
    ${ways.length === 0 ? nothing : html`<p class="history-empty-links">${ways}</p>`}
  </div>`;
}

/** A quiet button that looks like a link. */
export function linkButton(label: string, title: string, run: () => void): TemplateResult {
  return html`<button type="button" class="history-link" title=${title === '' ? nothing : title} @click=${run}>${label}</button>`;
}
