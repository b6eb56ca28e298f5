import { html, LitElement, type TemplateResult } from 'lit';
import { fillIn } from '../format/fillIn.ts';
import { formatDuration } from '../format/formatDuration.ts';

/** `<switchyard-elapsed>`: a sentence with the whole seconds since a moment, or until it, which goes on by itself. */
export class ElapsedElement extends LitElement {
  static override properties = { since: { attribute: false }, template: { attribute: false } };
  /** Milliseconds since 1970. */
  declare since: number;
  /** The sentence, with `{0}` for the time. */
  declare template: string;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const seconds = Math.max(1, Math.round(Math.abs(Date.now() - this.since) / 1000));
    return html`${fillIn(this.template, formatDuration(seconds * 1000).replace('.0', ''))}`;
  }
}

customElements.define('switchyard-elapsed', ElapsedElement);
