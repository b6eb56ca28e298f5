import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryRow, Segments } from '../../src/protocol/messages/historyMessages.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatAgo } from '../format/formatAgo.ts';
import { shortModel } from '../format/shortModel.ts';
import { type IconName, icon } from '../icon.ts';
import { strings } from '../lateStrings.ts';

/** What a reader can do with a chat in the list. */
export interface RowActions {
  open(row: HistoryRow): void;
  edit(row: HistoryRow): void;
  /** Ends the editing of a name; null leaves it as it was. */
  named(row: HistoryRow, title: string | null): void;
  pin(row: HistoryRow): void;
  archive(row: HistoryRow): void;
  remove(row: HistoryRow): void;
  export(row: HistoryRow): void;
}

interface RowState {
  readonly isActive: boolean;
  readonly isEdited: boolean;
  readonly now: number;
}

/** One chat: its title, the place that was found or what was asked last, when, by which model. */
export function historyRow(row: HistoryRow, state: RowState, actions: RowActions): TemplateResult {
  if (row.newer) return newerRow(row, state);
  const title = row.title === '' ? row.question : row.title;
  return html`<li class="history-row ${row.open ? 'is-open' : ''}" data-id=${row.id}>
    ${state.isEdited ? nameInput(row, actions) : mainButton(row, title, state, actions)}
    <div class="history-actions" role="group" aria-label=${fillIn(strings.chatActions, title)}>
      ${action('edit', strings.renameChat, state, () => actions.edit(row))}
      ${action(row.pinned ? 'pinned' : 'pin', row.pinned ? strings.unpinChat : strings.pinChat, state, () => actions.pin(row))}
      ${action(
        row.archived ? 'unarchive' : 'archive',
        row.archived ? strings.unarchiveChat : strings.archiveChat,
        state,
        () => actions.archive(row),
      )}
      ${action('export', strings.exportChat, state, () => actions.export(row))}
      ${action('trash', strings.deleteChat, state, () => actions.remove(row))}
    </div>
  </li>`;
}

function mainButton(row: HistoryRow, title: string, { isActive, now }: RowState, actions: RowActions): TemplateResult {
  const second =
    row.snippet.length > 0 ? row.snippet : row.question === title ? [] : [{ text: row.question, marked: false }];
  const signs = [row.pinned ? strings.isPinned : '', row.open ? strings.isOpen : '', row.busy ? strings.isBusy : ''];
  const told = signs.filter((sign) => sign !== '').join(', ');
  const meta = [
    ...(row.waits ? [strings.waits] : []),
    formatAgo(row.updatedAt, now, document.documentElement.lang || undefined),
    ...(row.model === null ? [] : [shortModel(row.model)]),
    ...(row.workspace === null ? [] : [row.workspace]),
  ];
  return html`<button
    type="button"
    class="history-main"
    tabindex=${isActive ? 0 : -1}
    aria-current=${row.open ? 'true' : nothing}
    title=${title}
    @click=${() => actions.open(row)}
  >
    <span class="history-title"
      >${row.busy ? html`<vscode-progress-ring></vscode-progress-ring>` : nothing}<span class="history-name"
        >${segments(row.title === '' ? [{ text: title, marked: false }] : row.titleParts)}</span
      >${row.pinned ? icon('pinned') : nothing}</span
    >
    ${second.length === 0 ? nothing : html`<span class="history-snippet">${segments(second)}</span>`}
    <span class="history-meta" title=${new Date(row.updatedAt).toLocaleString()}>${meta.join(' · ')}</span>
    ${told === '' ? nothing : html`<span class="visually-hidden">${told}</span>`}
  </button>`;
}

/** A chat of a newer version can be walked to and read of, and nothing else. */
function newerRow({ id, title, titleParts, updatedAt }: HistoryRow, { isActive, now }: RowState): TemplateResult {
  const name = title === '' ? [{ text: strings.namelessChat, marked: false }] : titleParts;
  return html`<li class="history-row is-newer" data-id=${id}>
    <button type="button" class="history-main" tabindex=${isActive ? 0 : -1} aria-disabled="true">
      <span class="history-title"><span class="history-name">${segments(name)}</span>${icon('info')}</span>
      <span class="history-snippet">${strings.isNewer}</span>
      <span class="history-meta" title=${new Date(updatedAt).toLocaleString()}
        >${formatAgo(updatedAt, now, document.documentElement.lang || undefined)}</span
      >
    </button>
  </li>`;
}

function nameInput(row: HistoryRow, actions: RowActions): TemplateResult {
  const value = (event: Event) => (event.target as HTMLInputElement).value;
  return html`<input
    class="history-name-input"
    type="text"
    maxlength="200"
    aria-label=${strings.chatName}
    .value=${row.title}
    @keydown=${(event: KeyboardEvent) => {
      // While an input method composes, Enter takes its suggestion.
      if (event.isComposing || !['Enter', 'Escape'].includes(event.key)) return event.stopPropagation();
      event.preventDefault();
      event.stopPropagation();
      actions.named(row, event.key === 'Enter' ? value(event) : null);
    }}
    @blur=${(event: Event) => actions.named(row, value(event))}
  />`;
}

function action(name: IconName, label: string, { isActive }: RowState, run: () => void): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    tabindex=${isActive ? 0 : -1}
    aria-label=${label}
    title=${label}
    @click=${run}
  >
    ${icon(name)}
  </button>`;
}

function segments(parts: Segments): TemplateResult[] {
  return parts.map(({ text, marked }) => (marked ? html`<mark>${text}</mark>` : html`${text}`));
}
