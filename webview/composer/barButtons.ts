import { html, nothing, type TemplateResult } from 'lit';
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

/** The round button that sends the question, or puts it into the queue. */
export function sendButton(isDisabled: boolean, send: () => void, label = strings.send): TemplateResult {
  return html`<vscode-button
    class="send"
    aria-label=${label}
    title=${label}
    ?disabled=${isDisabled}
    @click=${send}
    >${icon('arrowUp')}</vscode-button
  >`;
}

/** The one in its place while an answer comes; beside it the one that queues what is written meanwhile. */
export function stopButton(stop: () => void, queue: (() => void) | undefined): TemplateResult {
  return html`<span class="send-buttons"
    >${queue === undefined ? nothing : sendButton(false, queue, strings.queueMessage)}
    <vscode-button class="send" aria-label=${strings.stop} title=${strings.stop} @click=${stop}
    >${icon('stop')}</vscode-button
    ></span
  >`;
}
