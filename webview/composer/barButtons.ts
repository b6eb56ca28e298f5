import { html, type TemplateResult } from 'lit';
import { icon } from '../icon.ts';
import { strings } from '../strings.ts';

/** Opens the editor's own list of everything that can be sent along. */
export function attachButton(attach: () => void): TemplateResult {
  return html`<button
    type="button"
    class="attach"
    aria-label=${strings.addContext}
    title=${strings.addContextHint}
    @click=${attach}
  >
    ${icon('add')}
  </button>`;
}

/** The round button that sends the question. */
export function sendButton(isDisabled: boolean, send: () => void): TemplateResult {
  return html`<vscode-button
    class="send"
    aria-label=${strings.send}
    title=${strings.send}
    ?disabled=${isDisabled}
    @click=${send}
    >${icon('arrowUp')}</vscode-button
  >`;
}

/** The one in its place while an answer comes. */
export function stopButton(stop: () => void): TemplateResult {
  return html`<vscode-button class="send" aria-label=${strings.stop} title=${strings.stop} @click=${stop}
    >${icon('stop')}</vscode-button
  >`;
}
