import { html, type TemplateResult } from 'lit';
import { icon } from '../icon.ts';
import { strings } from '../strings.ts';

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
