import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TrailFilter, TrailPage, TrailRecord, TrailRow } from '../../src/protocol/messages/trailMessages.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatCount } from '../format/formatCount.ts';
import { iconButton } from '../iconButton.ts';
import { strings } from '../lateStrings.ts';
import { emptyList, linkButton } from '../listing/emptyList.ts';
import { isNearEnd, ListElement, PAGE } from '../listing/listElement.ts';
import { searchBox } from '../listing/searchBox.ts';
import { Selected } from '../state/selected.ts';
import { recordView } from './recordView.ts';
import { type Choices, NO_FILTER, trailFilters } from './trailFilters.ts';
import { trailRow } from './trailRow.ts';
import type { TrailState } from './trailState.ts';

/** A longer list is not drawn anew because something was asked. */
const MOST_REFRESHED = 300;

/** Counts the questions of this page, so that an earlier list is never taken for an answer. */
let sequence = 0;

/** `<switchyard-trail>`: every request that is kept, the newest first, to be found, opened and exported. */
export class TrailElement extends ListElement<TrailFilter, TrailRow> {
  static override properties = {
    opened: { state: true },
  };
  /** The request whose record is shown instead of the list. */
  declare opened: string | undefined;
  /** What was shown before the record: the list, or the conversation. */
  #cameFromList = false;
  #shown: TrailState['shown'] | undefined;
  #page: TrailPage | null = null;
  #choices: Choices = { models: [], tasks: [] };
  #drawnChanges = 0;
  readonly #trail = new Selected(
    this,
    () => this.context.store,
    (state) => state.trail,
  );

  constructor() {
    super(NO_FILTER);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'region';
    this.ariaLabel = strings.trail;
    this.#drawnChanges = this.context.store.state.trail.changes;
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
        ${iconButton({ icon: 'chevronLeft', label: strings.backToChat, run: () => this.close() })}
        ${searchBox(strings.searchTrail, this.filter.text, this.searching)}
        ${iconButton({ icon: 'export', label: strings.exportTrail, run: () => this.context.host.send('trail/export', {}) })}
      </div>
      ${trailFilters(this.filter, this.#choices, (change) => this.narrow(change))} ${this.#keptNote()}
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
                this.close();
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
      const clear = linkButton(strings.clearFilters, '', () => this.searching.clear(NO_FILTER));
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

  /** The list, of one model if that is wanted, or one request. */
  #show(shown: TrailState['shown']): void {
    this.#shown = shown;
    this.#cameFromList = false;
    this.opened = shown.request;
    if (shown.request === undefined) this.narrow({ ...NO_FILTER, model: shown.model ?? null });
    else this.#read(shown.request);
  }

  #open(id: string): void {
    this.active = id;
    this.#cameFromList = true;
    this.opened = id;
    this.#read(id);
  }

  protected override leave(): void {
    if (this.opened === undefined) this.close();
    else this.#back();
  }

  #back(): void {
    if (this.#cameFromList) this.opened = undefined;
    else this.close();
  }

  #read(id: string): void {
    this.context.host.send('trail/read', { id });
  }

  protected override listAnew(): void {
    this.#list(null);
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
  #fill(list: Element): void {
    const next = this.#page?.sequence === sequence ? this.#page.next : null;
    if (next !== null && isNearEnd(list)) this.#list(next);
  }

  /** The record's title, the row it was opened from, or the search box. */
  #focusFirst(): void {
    if (this.opened !== undefined) this.querySelector<HTMLElement>('.trail-title')?.focus();
    else if (this.#cameFromList && this.active !== undefined) this.focusRow(this.active);
    else this.search()?.focus();
  }
}

customElements.define('switchyard-trail', TrailElement);
