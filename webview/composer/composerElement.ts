import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from '../icon.ts';
import type { PanelContext } from '../panelContext.ts';
import { Selected } from '../state/selected.ts';
import { strings } from '../strings.ts';
import { composerChips } from './composerChips.ts';
import { composerKey } from './composerKey.ts';
import { DraftKeeper } from './draftKeeper.ts';
import './modelPicker.ts';

/** `<switchyard-composer>`: where a question is written; the draft survives a hidden panel. */
export class ComposerElement extends LitElement {
  static override properties = { context: { attribute: false }, draft: { state: true } };
  declare context: PanelContext;
  declare draft: string;
  #focused = 0;
  readonly #drafts = new DraftKeeper(
    this,
    () => this.context,
    (draft) => {
      this.draft = draft;
    },
  );
  readonly #composer = new Selected(
    this,
    () => this.context.store,
    (state) => state.composer,
  );
  readonly #focusRequests = new Selected(
    this,
    () => this.context.store,
    (state) => state.focusRequests,
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    this.draft ??= this.context.kept.draft;
    super.connectedCallback();
  }

  /** Puts words below what is written already, for the reader to go on; without words only the keyboard comes here. */
  bring(words: string): void {
    if (words === '') this.#input()?.focus();
    else this.fill([this.draft.trimEnd(), words].filter((part) => part !== '').join('\n\n'));
  }

  /** Puts text into the composer for the reader to send or change. */
  fill(text: string): void {
    this.#setDraft(text);
    this.updateComplete.then(() => this.#input()?.focus());
  }

  protected override render(): TemplateResult {
    const composer = this.#composer.value;
    const { host } = this.context;
    return html`<div class="composer">
      ${composerChips(composer.chips, host)}
      <textarea
        rows="1"
        placeholder=${strings.ask}
        aria-label=${strings.message}
        .value=${live(this.draft)}
        @input=${(event: Event) => this.#setDraft((event.target as HTMLTextAreaElement).value)}
        @keydown=${this.#onKey}
      ></textarea>
      <div class="composer-bar">
        <switchyard-model-picker
          .models=${composer.models}
          .model=${composer.model}
          .choose=${(model: string | null) => host.send('model/choose', { model })}
        ></switchyard-model-picker>
        ${composer.busy ? this.#stopButton() : this.#sendButton(strings.send)}
      </div>
    </div>`;
  }

  protected override updated(): void {
    const requests = this.#focusRequests.value;
    if (requests !== this.#focused) this.#input()?.focus();
    this.#focused = requests;
  }

  #sendButton(label: string): TemplateResult {
    return html`<vscode-button
      class="send"
      aria-label=${label}
      title=${label}
      ?disabled=${this.draft.trim() === ''}
      @click=${this.#send}
      >${icon('arrowUp')}</vscode-button
    >`;
  }

  #stopButton(): TemplateResult {
    return html`<span class="send-buttons"
      >${this.draft.trim() === '' ? nothing : this.#sendButton(strings.queueMessage)}
      <vscode-button
        class="send"
        aria-label=${strings.stop}
        title=${strings.stop}
        @click=${() => this.context.host.send('chat/stop', {})}
        >${icon('stop')}</vscode-button
      ></span
    >`;
  }

  /** Escape is left to the panel, which stops from anywhere. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (composerKey(event) !== 'send') return;
    event.preventDefault();
    this.#send();
  };

  readonly #send = (): void => {
    const text = this.draft.trim();
    if (text === '') return;
    this.context.host.send('chat/send', { text });
    this.#setDraft('');
    this.#input()?.focus();
  };

  #setDraft(draft: string): void {
    this.draft = draft;
    this.#drafts.change(draft);
  }

  #input(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }
}

customElements.define('switchyard-composer', ComposerElement);
