import { ReactiveElement } from 'lit';
import { MarkdownView } from './markdownView.ts';

/** `<switchyard-markdown>`: shows `text` as Markdown while it grows; a `patient` one waits for idle time at first. */
export class MarkdownElement extends ReactiveElement {
  static override properties = {
    text: { attribute: false },
    complete: { attribute: false },
    patient: { attribute: false },
  };
  declare text: string;
  declare complete: boolean;
  declare patient: boolean;
  /** Made at the first drawing: a child that appears in the constructor makes Lit miscount the nodes of the template around it. */
  #view: MarkdownView | undefined;
  #started = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    if (this.#started || !this.patient) this.#draw();
    else requestIdleCallback(() => this.#draw(), { timeout: 2000 });
  }

  #draw(): void {
    this.#started = true;
    this.#view ??= new MarkdownView(this);
    this.#view.update(this.text, this.complete);
  }
}

customElements.define('switchyard-markdown', MarkdownElement);
