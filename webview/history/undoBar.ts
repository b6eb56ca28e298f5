import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryRow } from '../../src/protocol/messages/historyMessages.ts';
import { fillIn } from '../format/fillIn.ts';
import { strings } from '../lateStrings.ts';

/** Says what was deleted and takes it back; it is there while it is empty, so that a screen reader notices a change. */
export function undoBar(deleted: HistoryRow | undefined, undo: (row: HistoryRow) => void): TemplateResult {
  return html`<div class="history-undo-bar" role="status">
    ${
      deleted === undefined
        ? nothing
        : html`<span class="history-undo-text">${fillIn(strings.deletedChat, deleted.title || deleted.question)}</span
            ><vscode-button class="undo" appearance="secondary" @click=${() => undo(deleted)}>${strings.undo}</vscode-button>`
    }
  </div>`;
}
