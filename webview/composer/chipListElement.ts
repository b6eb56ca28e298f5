import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Chip } from '../../src/protocol/panelState.ts';
import { fillIn } from '../format/fillIn.ts';
import { withHiddenShown } from '../format/withHiddenShown.ts';
import { icon } from '../icon.ts';
import type { PanelContext } from '../panelContext.ts';
import { Selected } from '../state/selected.ts';
import { strings } from '../strings.ts';
import { chipItem } from './chipItem.ts';

/**
 * `<switchyard-chips>`: what will be sent along, always in sight before sending, and the ways to more of it. One stop of the
 * Tab key; within the list the arrows move, and Delete takes away.
 */
export class ChipListElement extends LitElement {
  static override properties = {
    context: { attribute: false },
    page: { attribute: false },
    dismissPage: { attribute: false },
    leave: { attribute: false },
    current: { state: true },
  };
  declare context: PanelContext;
  /** The address that was just pasted, while its page is offered. */
  declare page: string | null;
  declare dismissPage: () => void;
  /** Gives the focus back to the field. */
  declare leave: () => void;
  /** Which chip the Tab key comes to. */
  declare current: number;
  #keepsFocus = false;
  readonly #chips = new Selected(
    this,
    () => this.context.store,
    (state) => state.composer.chips,
  );
  readonly #hasEditor = new Selected(
    this,
    () => this.context.store,
    (state) => state.composer.hasEditor,
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Moves the focus to the last chip, where there is one. */
  focusLast(): boolean {
    return this.#focusChip(this.context.store.state.composer.chips.length - 1);
  }

  protected override render(): TemplateResult {
    const chips = this.#chips.value;
    const current = Math.min(this.current ?? 0, chips.length - 1);
    const isOffered = this.#hasEditor.value && !chips.some(({ kind }) => kind === 'selection' || kind === 'file');
    return html`<div class="chips">
      ${
        chips.length === 0
          ? nothing
          : html`<ul class="chip-list" aria-label=${strings.contextSent} @keydown=${this.#onKey}>
              ${repeat(
                chips,
                ({ id }) => id,
                (chip, index) => chipItem(chip, { isCurrent: index === current, remove: () => this.#remove(chip) }),
              )}
            </ul>`
      }
      ${isOffered ? this.#editorButton() : nothing} ${this.page === null ? nothing : this.#pageOffer(this.page)}
      ${chips.map(({ label, problem }) =>
        problem === undefined
          ? nothing
          : html`<p class="chip-sentence" aria-hidden="true">${withHiddenShown(`${label}: ${problem}`)}</p>`,
      )}
    </div>`;
  }

  /** The chip that took the place of the removed one has the focus, or the field where none is left. */
  protected override updated(): void {
    if (!this.#keepsFocus || this.contains(document.activeElement)) return;
    this.#keepsFocus = false;
    const count = this.#chips.value.length;
    if (!this.#focusChip(Math.min(this.current ?? 0, count - 1))) this.leave();
  }

  /** The editor's own chip was removed, or the chat holds it already. */
  #editorButton(): TemplateResult {
    return html`<button
      type="button"
      class="chip add-chip"
      title=${strings.addEditorHint}
      @click=${() => this.context.host.send('chip/add', {})}
    >
      ${icon('add')}<span class="chip-label">${strings.addEditor}</span>
    </button>`;
  }

  #pageOffer(url: string): TemplateResult {
    const attach = () => {
      this.context.host.send('context/url', { url });
      this.dismissPage();
      this.leave();
    };
    return html`<span class="chip page-offer"
      ><button type="button" class="page-attach" title=${fillIn(strings.attachPageHint, url)} @click=${attach}>
        ${icon('link')}<span class="chip-label">${strings.attachPage}</span></button
      ><button
        type="button"
        class="chip-remove"
        aria-label=${strings.dismissPage}
        title=${strings.dismissPage}
        @click=${this.dismissPage}
      >
        ${icon('close')}
      </button></span
    >`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const chips = this.#chips.value;
    const index = this.#items().indexOf((event.target as Element).closest('li') as HTMLElement);
    const chip = chips[index];
    if (chip === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const forward = getComputedStyle(this).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key === 'Delete' || event.key === 'Backspace') this.#remove(chip);
    else if (event.key === 'Home') this.#focusChip(0);
    else if (event.key === 'End') this.#focusChip(chips.length - 1);
    else if (event.key === 'Escape' || event.key === 'ArrowDown') this.leave();
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      if (!this.#focusChip(index + (event.key === forward ? 1 : -1)) && event.key === forward) this.leave();
    } else return;
    event.preventDefault();
  };

  #remove({ id }: Chip): void {
    this.#keepsFocus = this.contains(document.activeElement);
    this.context.host.send('chip/remove', { id });
  }

  #focusChip(index: number): boolean {
    const item = this.#items()[index];
    if (item === undefined) return false;
    this.current = index;
    item.focus();
    return true;
  }

  #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('li.chip')];
  }
}

customElements.define('switchyard-chips', ChipListElement);
