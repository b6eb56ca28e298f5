import { LitElement, type TemplateResult } from 'lit';
import { iconButton } from '../iconButton.ts';
import { strings } from '../strings.ts';

const SHOWN_MS = 1500;

/** `<switchyard-copy>`: an icon button that calls `copy` and shows for a moment that it did. */
export class CopyButton extends LitElement {
  static override properties = {
    label: { attribute: false },
    copy: { attribute: false },
    copied: { state: true },
  };
  declare label: string;
  declare copy: () => void;
  declare copied: boolean;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const copied = this.copied ?? false;
    return iconButton({
      icon: copied ? 'check' : 'copy',
      label: copied ? strings.copied : this.label,
      run: () => this.#copy(),
    });
  }

  #copy(): void {
    this.copy();
    this.copied = true;
    setTimeout(() => {
      this.copied = false;
    }, SHOWN_MS);
  }
}

customElements.define('switchyard-copy', CopyButton);
