import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TrailFilter, TrailPage, TrailRecord, TrailRow } from '../../src/protocol/messages/trailMessages.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatCount } from '../format/formatCount.ts';
import { iconButton } from '../iconButton.ts';
import { strings } from '../lateStrings.ts';
import { emptyList, linkButton } from '../listing/emptyList.ts';
import { rowStep } from '../listing/rowStep.ts';
import { searchBox } from '../listing/searchBox.ts';
import type { PanelContext } from '../panelContext.ts';
import { Selected } from '../state/selected.ts';
import { recordView } from './recordView.ts';
import { type Choices, NO_FILTER, trailFilters } from './trailFilters.ts';
import { trailRow } from './trailRow.ts';
import type { TrailState } from './trailState.ts';

const PAGE = 50;
/** A longer list is not drawn anew because something was asked. */
const MOST_REFRESHED = 300;
const TYPING_MS = 120;
/** So near to its end the next page is fetched. */
const NEAR_PX = 600;

/** Counts the questions of this page, so that an earlier list is never taken for an answer. */
let sequence = 0;

/** `<switchyard-trail>`: every request that is kept, the newest first, to be found, opened and exported. */
export class TrailElement extends LitElement {
  static override properties = {
    context: { attribute: false },
    filter: { state: true },
    rows: { state: true },
    active: { state: true },
    opened: { state: true },
  };
  declare context: PanelContext;
  declare filter: TrailFilter;
  declare rows: readonly TrailRow[];
  /** The row that the Tab key reaches. */
  declare active: string | undefined;
  /** The request whose record is shown instead of the list. */
  declare opened: string | undefined;
  /** What was shown before the record: the list, or the conversation. */
  #cameFromList = false;
  #shown: TrailState['shown'] | undefined;
  #page: TrailPage | null = null;
  #choices: Choices = { models: [], tasks: [] };
  #drawnChanges = 0;
  #typing: ReturnType<typeof setTimeout> | undefined;
  readonly #trail = new Selected(
    this,
    () => this.context.store,
    (state) => state.trail,
  );

  constructor() {
    super();
    this.filter = NO_FILTER;
    this.rows = [];
    this.addEventListener('keydown', this.#onKey);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'region';
    this.ariaLabel = strings.trail;
    this.#drawnChanges = this.context.store.state.trail.changes;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    this.#focusFirst();
  }

  protected override willUpdate(): void {
    const { shown, page, changes } = this.#trail.value;
    if (shown !== this.#shown) this.#show(shown);
    if (page !== null && page !== this.#page && page.sequence === sequence) this.#take(page);
    if (changes === this.#drawnChanges) return;
    this.#drawnChanges = changes;
    if (this.rows.length <= MOST_REFRESHED) this.#list(null, Math.max(PAGE, this.rows.length));
    if (this.#record?.outcome === 'unfinished') this.#read(this.#record.id);
  }

  protected override render(): TemplateResult {
    return this.opened === undefined ? this.#listView() : this.#recordView(this.opened);
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('opened')) this.#focusFirst();
    const list = this.querySelector('.trail-rows');
    if (list !== null) this.#fill(list);
  }

  #listView(): TemplateResult {
    const now = Date.now();
    return html`<div class="history-head">
        ${iconButton({ icon: 'chevronLeft', label: strings.backToChat, run: () => this.#close() })}
        ${searchBox(strings.searchTrail, this.filter.text, this.#searching)}
        ${iconButton({ icon: 'export', label: strings.exportTrail, run: () => this.context.host.send('trail/export', {}) })}
      </div>
      ${trailFilters(this.filter, this.#choices, (change) => this.#narrow(change))} ${this.#keptNote()}
      <div class="history-list trail-rows" @scroll=${(event: Event) => this.#fill(event.currentTarget as Element)}>
        ${this.rows.length === 0 ? this.#empty() : nothing}
        <ul>
          ${repeat(
            this.rows,
            ({ id }) => id,
            (row) =>
              trailRow(row, {
                isActive: row.id === (this.active ?? this.rows[0]?.id),
                now,
                open: () => this.#open(row.id),
              }),
          )}
        </ul>
      </div>
      <div class="visually-hidden" role="status">${this.#countText()}</div>`;
  }

  #recordView(id: string): TemplateResult {
    const record = this.#record;
    const isKnown = this.#trail.value.record?.id === id;
    const back = this.#cameFromList ? strings.backToTrail : strings.backToChat;
    const title = record === null ? strings.trail : fillIn(strings.requestOf, new Date(record.at).toLocaleString());
    return html`<div class="history-head">
        ${iconButton({ icon: 'chevronLeft', label: back, run: () => this.#back() })}
        <h2 class="trail-title" tabindex="-1">${title}</h2>
      </div>
      <div class="history-list trail-record">
        ${
          record === null
            ? isKnown
              ? emptyList(strings.requestGone, strings.requestGoneText, [this.#settingsLink()])
              : nothing
            : recordView(record, (chat) => {
                this.context.host.send('history/open', { id: chat });
                this.#close();
              })
        }
      </div>`;
  }

  get #record(): TrailRecord | null {
    const { record } = this.#trail.value;
    return record !== null && record.id === this.opened ? record.record : null;
  }

  #keptNote(): TemplateResult | typeof nothing {
    if (this.#page === null) return nothing;
    const { days, texts } = this.#page;
    const words =
      days === 0
        ? strings.keptNot
        : `${fillIn(strings.keptDays, formatCount(days))} ${texts ? strings.textsKept : strings.textsNotKept}`;
    return html`<p class="trail-note">${words} ${this.#settingsLink()}</p>`;
  }

  #settingsLink(): TemplateResult {
    return linkButton(strings.changeKept, 'switchyard.audit', () => this.context.host.send('trail/settings', {}));
  }

  #empty(): TemplateResult | typeof nothing {
    if (this.#page === null) return nothing;
    if (this.#page.next !== null) return emptyList(strings.searching, '', []);
    const { text, ...rest } = this.filter;
    if (text.trim() !== '' || Object.values(rest).some((value) => value !== null && value !== false)) {
      const clear = linkButton(strings.clearFilters, '', () => this.#searching.clear(NO_FILTER));
      return emptyList(strings.noRequestFound, strings.noneFoundText, [clear]);
    }
    return emptyList(strings.noRequests, this.#page.days === 0 ? strings.noneKeptText : strings.noRequestsText, []);
  }

  #countText(): string {
    if (this.#page === null) return '';
    const { length } = this.rows;
    const count = length === 1 ? strings.oneRequest : fillIn(strings.requestCount, formatCount(length));
    return this.#page.next === null ? count : `${count}, ${strings.moreBelow}`;
  }

  readonly #searching = {
    typed: (text: string): void => {
      this.filter = { ...this.filter, text };
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#list(null), TYPING_MS);
    },
    clear: (to: Partial<TrailFilter> = { text: '' }): void => {
      this.#narrow(to);
      this.#search()?.focus();
    },
  };

  /** The list, of one model if that is wanted, or one request. */
  #show(shown: TrailState['shown']): void {
    this.#shown = shown;
    this.#cameFromList = false;
    this.opened = shown.request;
    if (shown.request === undefined) this.#narrow({ ...NO_FILTER, model: shown.model ?? null });
    else this.#read(shown.request);
  }

  #open(id: string): void {
    this.active = id;
    this.#cameFromList = true;
    this.opened = id;
    this.#read(id);
  }

  #back(): void {
    if (this.#cameFromList) this.opened = undefined;
    else this.#close();
  }

  /** The composer takes the focus, and the trail gives way to the conversation. */
  #close(): void {
    this.context.store.receive({ method: 'composer/focus', params: {} });
  }

  #narrow(change: Partial<TrailFilter>): void {
    clearTimeout(this.#typing);
    this.filter = { ...this.filter, ...change };
    this.#list(null);
  }

  #read(id: string): void {
    this.context.host.send('trail/read', { id });
  }

  #list(before: number | null, limit = PAGE): void {
    sequence += 1;
    this.context.host.send('trail/list', { sequence, filter: this.filter, before, limit });
  }

  #take(page: TrailPage): void {
    this.#page = page;
    if (!page.goesOn) this.#choices = page;
    const rows = page.goesOn ? [...this.rows, ...page.rows] : page.rows;
    if (!rows.some(({ id }) => id === this.active)) this.active = rows[0]?.id;
    this.rows = rows;
  }

  /** Fetches the next page where the end of what is there comes into sight. */
  #fill({ scrollTop, clientHeight, scrollHeight }: Element): void {
    const next = this.#page?.sequence === sequence ? this.#page.next : null;
    if (next !== null && scrollHeight - scrollTop - clientHeight < NEAR_PX) this.#list(next);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (this.opened === undefined) this.#close();
      else this.#back();
      return;
    }
    const target = event.target instanceof HTMLElement ? event.target : null;
    const id = target?.closest<HTMLElement>('.trail-row')?.dataset.id;
    const isSearch = target !== null && target === this.#search();
    const index = isSearch ? -1 : this.rows.findIndex((row) => row.id === id);
    if (index < 0 && !(isSearch && event.key === 'ArrowDown')) return;
    const step = rowStep(event.key, index, this.rows.length);
    if (step === undefined) return;
    event.preventDefault();
    const to = this.rows[step]?.id;
    if (to === undefined) this.#search()?.focus();
    else this.#focusRow(to);
  };

  /** The record's title, the row it was opened from, or the search box. */
  #focusFirst(): void {
    if (this.opened !== undefined) this.querySelector<HTMLElement>('.trail-title')?.focus();
    else if (this.#cameFromList && this.active !== undefined) this.#focusRow(this.active);
    else this.#search()?.focus();
  }

  #focusRow(id: string): void {
    this.active = id;
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`.trail-row[data-id="${CSS.escape(id)}"] .history-main`)?.focus(),
    );
  }

  #search(): HTMLInputElement | null {
    return this.querySelector('.history-search input');
  }
}

customElements.define('switchyard-trail', TrailElement);
