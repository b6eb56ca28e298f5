import { ReactiveElement } from 'lit';
import { MarkdownView } from './markdownView.ts';

/** `<switchyard-markdown>`: shows `text` as Markdown while it grows. */
export class MarkdownElement extends ReactiveElement {
  static override properties = {
    text: { attribute: false },
    complete: { attribute: false },
  };
  declare text: string;
  declare complete: boolean;
  /** Made at the first drawing: a child that appears in the constructor makes Lit miscount the nodes of the template around it. */
  #view: MarkdownView | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    this.#view ??= new MarkdownView(this);
    this.#view.update(this.text, this.complete);
  }
}

customElements.define('switchyard-markdown', MarkdownElement);
