import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryFilter, HistoryPage, HistoryRow } from '../../src/protocol/messages/historyMessages.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatCount } from '../format/formatCount.ts';
import { iconButton } from '../iconButton.ts';
import { strings } from '../lateStrings.ts';
import { isNearEnd, ListElement, PAGE } from '../listing/listElement.ts';
import { searchBox } from '../listing/searchBox.ts';
import { Selected } from '../state/selected.ts';
import { type ChatGroup, groupChats } from './groupChats.ts';
import { historyEmpty } from './historyEmpty.ts';
import { historyFilters, NO_FILTER } from './historyFilters.ts';
import { historyRow, type RowActions } from './historyRow.ts';
import { undoBar } from './undoBar.ts';

const UNDO_MS = 10_000;

/** Counts the questions of this page, so that an earlier list is never taken for an answer. */
let sequence = 0;

/** `<switchyard-history>`: all chats, to be found, opened, named, kept and deleted. */
export class HistoryElement extends ListElement<HistoryFilter, HistoryRow> {
  static override properties = {
    edited: { state: true },
    deleted: { state: true },
  };
  declare edited: string | undefined;
  declare deleted: HistoryRow | undefined;
  #answered = 0;
  #drawnChanges = 0;
  #page: HistoryPage | null = null;
  #undoing: ReturnType<typeof setTimeout> | undefined;
  /** A chat that was had back takes the focus when it is there. */
  #returning: string | undefined;
  readonly #history = new Selected(
    this,
    () => this.context.store,
    (state) => state.history,
  );

  constructor() {
    super(NO_FILTER);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'region';
    this.ariaLabel = strings.chats;
    const { changes, page } = this.context.store.state.history;
    this.#drawnChanges = changes;
    this.#answered = page?.sequence ?? 0;
    this.#list(0);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#undoing);
  }

  protected override firstUpdated(): void {
    this.search()?.focus();
  }

  protected override willUpdate(): void {
    const { page, changes } = this.#history.value;
    if (page !== null && page !== this.#page && page.sequence > this.#answered) this.#take(page);
    if (changes !== this.#drawnChanges) {
      this.#drawnChanges = changes;
      this.#list(0, Math.max(PAGE, this.rows.length));
    }
  }

  protected override render(): TemplateResult {
    const total = this.#page?.total ?? 0;
    return html`<div class="history-head">
        ${iconButton({ icon: 'chevronLeft', label: strings.backToChat, run: () => this.close() })}
        ${searchBox(strings.searchChats, this.filter.text, this.searching)}
      </div>
      ${historyFilters(this.filter, this.#page, (change) => this.narrow(change))}
      <div class="history-list" @scroll=${this.#onScroll}>
        ${this.rows.length === 0 ? this.#empty() : this.#groups()}
      </div>
      ${undoBar(this.deleted, this.#undo)}
      <div class="visually-hidden" role="status">
        ${this.#page === null ? '' : total === 1 ? strings.oneChat : fillIn(strings.chatCount, formatCount(total))}
      </div>`;
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('edited') && this.edited !== undefined) {
      this.querySelector<HTMLInputElement>('.history-name-input')?.select();
    }
  }

  #groups(): TemplateResult {
    const now = new Date();
    const groups: { group: ChatGroup | 'found'; rows: readonly HistoryRow[] }[] =
      this.filter.text.trim() === '' ? groupChats(this.rows, now) : [{ group: 'found' as const, rows: this.rows }];
    const state = (row: HistoryRow) => ({
      isActive: row.id === (this.active ?? this.rows[0]?.id),
      isEdited: row.id === this.edited,
      now: now.getTime(),
    });
    return html`${repeat(
      groups,
      ({ group }) => group,
      ({ group, rows }) => html`<h2 class="history-group">${strings[`group_${group}`]}</h2>
        <ul>
          ${repeat(
            rows,
            ({ id }) => id,
            (row) => historyRow(row, state(row), this.#actions),
          )}
        </ul>`,
    )}`;
  }

  #empty(): TemplateResult | typeof nothing {
    if (this.#page === null) return nothing;
    return historyEmpty(this.filter, this.#page, {
      clear: () => this.searching.clear({ ...NO_FILTER, archived: this.filter.archived }),
      showAll: () => this.narrow({ workspace: 'all' }),
      import: () => this.context.host.send('history/import', {}),
    });
  }

  readonly #undo = ({ id }: HistoryRow): void => {
    this.context.host.send('history/restore', { id });
    this.#forgetDeleted();
    this.#returning = id;
    this.search()?.focus();
  };

  readonly #actions: RowActions = {
    open: ({ id }) => {
      this.context.host.send('history/open', { id });
      this.close();
    },
    edit: ({ id }) => {
      this.active = id;
      this.edited = id;
    },
    named: ({ id, title }, name) => {
      if (this.edited !== id) return;
      this.edited = undefined;
      if (name !== null && name.trim() !== title) this.context.host.send('history/rename', { id, title: name });
      this.focusRow(id);
    },
    pin: ({ id, pinned }) => this.context.host.send('history/pin', { id, pinned: !pinned }),
    archive: (row) => {
      this.context.host.send('history/archive', { id: row.id, archived: !row.archived });
      this.#leaveOut(row);
    },
    remove: (row) => {
      this.context.host.send('history/delete', { id: row.id });
      this.#leaveOut(row);
      this.#forgetDeleted();
      this.deleted = row;
      this.#undoing = setTimeout(() => this.#forgetDeleted(), UNDO_MS);
    },
    export: ({ id }) => this.context.host.send('history/export', { id }),
  };

  /** The row goes at once; the next one takes the focus. */
  #leaveOut({ id }: HistoryRow): void {
    const index = this.rows.findIndex((row) => row.id === id);
    this.rows = this.rows.filter((row) => row.id !== id);
    const next = this.rows[Math.min(index, this.rows.length - 1)]?.id;
    if (next === undefined) this.search()?.focus();
    else this.focusRow(next);
  }

  #forgetDeleted(): void {
    clearTimeout(this.#undoing);
    this.deleted = undefined;
  }

  protected override listAnew(): void {
    this.#list(0);
  }

  #list(offset: number, limit = PAGE): void {
    sequence += 1;
    this.context.host.send('history/list', { sequence, filter: this.filter, offset, limit });
  }

  #take(page: HistoryPage): void {
    this.#answered = page.sequence;
    this.#page = page;
    const gone = this.deleted?.id;
    const rows = page.rows.filter(({ id }) => id !== gone);
    this.rows = page.offset === 0 ? rows : [...this.rows.slice(0, page.offset), ...rows];
    const back = rows.find(({ id }) => id === this.#returning);
    if (back !== undefined) {
      this.#returning = undefined;
      this.focusRow(back.id);
    }
    if (!this.rows.some(({ id }) => id === this.active)) this.active = this.rows[0]?.id;
    // Where the focused row is gone; a list that changes by itself never takes the keyboard from the rest of the editor.
    if (page.offset === 0 && document.hasFocus() && !this.contains(document.activeElement)) this.search()?.focus();
  }

  readonly #onScroll = (event: Event): void => {
    const isWaiting = sequence > this.#answered;
    if (isWaiting || this.rows.length >= (this.#page?.total ?? 0)) return;
    if (isNearEnd(event.currentTarget as HTMLElement)) this.#list(this.rows.length);
  };

  protected override rowKey(event: KeyboardEvent, row: HistoryRow): void {
    if (row.newer) return;
    if (event.key === 'F2') this.#run(event, () => this.#actions.edit(row));
    else if (event.key === 'Delete') this.#run(event, () => this.#actions.remove(row));
  }

  #run(event: KeyboardEvent, work: () => void): void {
    event.preventDefault();
    work();
  }
}

customElements.define('switchyard-history', HistoryElement);
