import { html, LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ModelChoice } from '../../src/protocol/panelState.ts';
import { shortModel } from '../format/shortModel.ts';
import { strings } from '../strings.ts';
import { groupByProvider } from './groupByProvider.ts';

/** No model has this id: full ids hold a slash. */
const AUTO = 'auto';

/** `<switchyard-model-picker>`: *Auto* first, then every configured model under its provider, with its price. */
export class ModelPicker extends LitElement {
  static override properties = {
    models: { attribute: false },
    model: { attribute: false },
    choose: { attribute: false },
  };
  declare models: readonly ModelChoice[];
  declare model: string | null;
  declare choose: (model: string | null) => void;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<vscode-dropdown
      class="model-picker"
      position="above"
      aria-label=${strings.model}
      title=${this.model ?? strings.autoDetail}
      @change=${this.#onChange}
    >
      <div slot="selected-value">${this.#selectedName()}</div>
      ${option(AUTO, strings.auto, strings.autoDetail)}
      ${repeat(
        groupByProvider(this.models),
        ({ provider }) => provider,
        ({ provider, models }) =>
          html`<div class="option-group" role="presentation">${provider}</div>
            ${repeat(
              models,
              ({ id }) => id,
              ({ id, name, detail }) => option(id, name, detail),
            )}`,
      )}
    </vscode-dropdown>`;
  }

  /**
   * The element takes a value only once its options are there, which they are a moment after they were drawn; while
   * it is open, the reader is choosing.
   */
  protected override updated(): void {
    requestAnimationFrame(() => {
      const dropdown = this.querySelector<HTMLSelectElement & { open: boolean }>('vscode-dropdown');
      if (dropdown !== null && !dropdown.open) dropdown.value = this.model ?? AUTO;
    });
  }

  #selectedName(): string {
    if (this.model === null) return strings.auto;
    return this.models.find(({ id }) => id === this.model)?.name ?? shortModel(this.model);
  }

  readonly #onChange = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    if (value !== '') this.choose(value === AUTO ? null : value);
  };
}

function option(value: string, name: string, detail: string): TemplateResult {
  return html`<vscode-option value=${value}
    ><span class="option-name">${name}</span> <span class="option-detail">${detail}</span></vscode-option
  >`;
}

customElements.define('switchyard-model-picker', ModelPicker);
