import { nothing, render, type TemplateResult } from 'lit';

/** Set by what draws itself in several frames, as long as it is not finished. */
const DRAWING = '[data-drawing]';
/** What is unfolded, being written or in use would be lost. */
const IN_USE = '[aria-expanded="true"], details[open], textarea, input:enabled, [aria-busy="true"]';

/**
 * `<switchyard-message>`: the place of one message in the list. Far from the reader it draws nothing and is as high as the
 * message was, or is expected to be. With a `tabindex` of -1 the Tab key passes by whatever is drawn inside, now or later.
 */
export class MessageElement extends HTMLElement {
  messageId = '';
  #content: (() => TemplateResult | typeof nothing) | undefined;
  #drawn = false;
  #measured = false;
  #expected = 0;

  get drawn(): boolean {
    return this.#drawn;
  }

  /** What is drawn in this place while it is near the reader; given anew, it is drawn anew. */
  set content(content: () => TemplateResult | typeof nothing) {
    this.#content = content;
    if (this.#drawn) render(content(), this);
  }

  /** How high the message probably is; of no use once it has been drawn. */
  expect(height: number): void {
    if (this.#drawn || this.#measured || height === this.#expected) return;
    this.#expected = height;
    this.style.minBlockSize = `${height}px`;
  }

  draw(): void {
    if (this.#drawn || this.#content === undefined) return;
    this.#drawn = true;
    // Only a shadow host takes what it shows, its own children too, out of the tab order.
    if (this.shadowRoot === null) this.attachShadow({ mode: 'open' }).append(document.createElement('slot'));
    render(this.#content(), this);
  }

  /** Gives up the kept height as soon as everything is drawn; to be called when the content has been laid out. */
  settle(): void {
    if (this.#drawn && this.querySelector(DRAWING) === null) this.style.removeProperty('min-block-size');
  }

  /** Whether nobody would miss what is drawn here. */
  get dispensable(): boolean {
    const selection = document.getSelection();
    return (
      !this.contains(document.activeElement) &&
      !(selection !== null && !selection.isCollapsed && selection.containsNode(this, true)) &&
      this.querySelector(`${IN_USE}, ${DRAWING}`) === null
    );
  }

  /** Draws nothing any more in the place that the message takes, which is `height` pixels high. */
  release(height: number): void {
    this.#drawn = false;
    this.#measured = true;
    this.style.minBlockSize = `${height}px`;
    render(nothing, this);
  }
}

customElements.define('switchyard-message', MessageElement);
