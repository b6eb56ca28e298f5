import { LitElement, type PropertyDeclarations } from 'lit';
import type { PanelContext } from '../panelContext.ts';
import { rowStep } from './rowStep.ts';

/** As many rows are fetched at once. */
export const PAGE = 50;
/** While someone types, a list for every letter would only flicker. */
const TYPING_MS = 120;
/** So near to its end the next page is fetched. */
const NEAR_PX = 600;

/** A list over the conversation that is searched, narrowed and walked through with the keys: what its kinds have in common. */
export abstract class ListElement<
  Filter extends { readonly text: string },
  Row extends { readonly id: string },
> extends LitElement {
  static override properties: PropertyDeclarations = {
    context: { attribute: false },
    filter: { state: true },
    rows: { state: true },
    active: { state: true },
  };
  declare context: PanelContext;
  declare filter: Filter;
  declare rows: readonly Row[];
  /** The row that the Tab key reaches. */
  declare active: string | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(filter: Filter) {
    super();
    this.filter = filter;
    this.rows = [];
    this.addEventListener('keydown', this.#onKey);
  }

  /** Asks the host for the first page. */
  protected abstract listAnew(): void;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Escape. */
  protected leave(): void {
    this.close();
  }

  /** Another key in this row. */
  protected rowKey(_event: KeyboardEvent, _row: Row): void {}

  protected readonly searching = {
    typed: (text: string): void => {
      this.filter = { ...this.filter, text };
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.listAnew(), TYPING_MS);
    },
    clear: (to: Partial<Filter> = { text: '' } as Partial<Filter>): void => {
      this.narrow(to);
      this.search()?.focus();
    },
  };

  protected narrow(change: Partial<Filter>): void {
    clearTimeout(this.#typing);
    this.filter = { ...this.filter, ...change };
    this.listAnew();
  }

  /** The composer takes the focus, and the list gives way to the conversation. */
  protected close(): void {
    this.context.store.receive({ method: 'composer/focus', params: {} });
  }

  protected focusRow(id: string): void {
    this.active = id;
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`.history-row[data-id="${CSS.escape(id)}"] .history-main`)?.focus(),
    );
  }

  protected search(): HTMLInputElement | null {
    return this.querySelector('.history-search input');
  }

  /** Above the first row is the search box. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      this.leave();
      return;
    }
    const target = event.target instanceof HTMLElement ? event.target : null;
    const isSearch = target !== null && target === this.search();
    const id = target?.closest<HTMLElement>('.history-row')?.dataset.id;
    const index = isSearch ? -1 : this.rows.findIndex((row) => row.id === id);
    const row = this.rows[index];
    if (row === undefined && !(isSearch && event.key === 'ArrowDown')) return;
    const step = rowStep(event.key, index, this.rows.length);
    if (step === undefined) {
      if (row !== undefined) this.rowKey(event, row);
      return;
    }
    event.preventDefault();
    const to = this.rows[step]?.id;
    if (to === undefined) this.search()?.focus();
    else this.focusRow(to);
  };
}

/** Whether the end of what is there comes into sight. */
export function isNearEnd({ scrollTop, clientHeight, scrollHeight }: Element): boolean {
  return scrollHeight - scrollTop - clientHeight < NEAR_PX;
}
