import { html, LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ModelChoice } from '../../src/protocol/panelState.ts';
import { shortModel } from '../format/shortModel.ts';
import { strings } from '../strings.ts';
import { groupByProvider } from './groupByProvider.ts';

/** No model has this id: full ids hold a slash. */
const AUTO = 'auto';
const CHECKED = 'checked';
const ADD = 'add';

/** `<switchyard-model-picker>`: *Auto* first, every configured model under its provider, with its price, and a way to more. */
export class ModelPicker extends LitElement {
  static override properties = {
    models: { attribute: false },
    model: { attribute: false },
    checked: { attribute: false },
    choose: { attribute: false },
    add: { attribute: false },
  };
  declare models: readonly ModelChoice[];
  declare model: string | null;
  declare checked: boolean;
  declare choose: (model: string | null, checked: boolean) => void;
  /** Adds a provider. */
  declare add: () => void;
  /** The last key or click was one that chooses among the rows that are shown. */
  #isChosen = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<vscode-dropdown
      class="model-picker"
      position="above"
      aria-label=${strings.model}
      title=${this.model ?? (this.checked ? strings.checkedDetail : strings.autoDetail)}
      @change=${this.#onChange}
      @keydown=${this.#beforeChoice}
      @click=${this.#beforeChoice}
    >
      <div slot="selected-value">${this.#selectedName()}</div>
      ${option(AUTO, strings.auto, strings.autoDetail)}
      ${option(CHECKED, strings.checked, strings.checkedDetail)}
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
      <div class="option-group" role="presentation"></div>
      ${option(ADD, strings.addProvider, '')}
    </vscode-dropdown>`;
  }

  /**
   * The element takes a value only once its options are there, which they are a moment after they were drawn; while
   * it is open, the reader is choosing.
   */
  protected override updated(): void {
    requestAnimationFrame(() => {
      const dropdown = this.querySelector<HTMLSelectElement & { open: boolean }>('vscode-dropdown');
      if (dropdown !== null && !dropdown.open) dropdown.value = this.#value();
    });
  }

  #value(): string {
    return this.model ?? (this.checked ? CHECKED : AUTO);
  }

  #selectedName(): string {
    if (this.model === null) return this.checked ? strings.checked : strings.auto;
    return this.models.find(({ id }) => id === this.model)?.name ?? shortModel(this.model);
  }

  /** Arrows change the value also while no row is shown, and leaving with Escape keeps it: neither asks for a provider. */
  readonly #beforeChoice = {
    capture: true,
    handleEvent: (event: Event): void => {
      const { open } = event.currentTarget as HTMLElement & { open: boolean };
      this.#isChosen = open && (!(event instanceof KeyboardEvent) || event.key === 'Enter');
    },
  };

  readonly #onChange = (event: Event): void => {
    const dropdown = event.target as HTMLSelectElement;
    const { value } = dropdown;
    if (value === ADD) {
      dropdown.value = this.#value();
      if (this.#isChosen) this.add();
    } else if (value !== '') this.choose(value === AUTO || value === CHECKED ? null : value, value === CHECKED);
  };
}

/** The element names itself by what it shows at first; what is wrong with a model comes later. */
function option(value: string, name: string, detail: string): TemplateResult {
  return html`<vscode-option value=${value} aria-label=${`${name} ${detail}`.trim()}
    ><span class="option-name">${name}</span> <span class="option-detail">${detail}</span></vscode-option
  >`;
}

customElements.define('switchyard-model-picker', ModelPicker);
