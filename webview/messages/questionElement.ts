import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PanelMessage } from '../../src/protocol/panelState.ts';
import { composerKey } from '../composer/composerKey.ts';
import { iconButton } from '../iconButton.ts';
import type { PanelContext } from '../panelContext.ts';
import { Selected } from '../state/selected.ts';
import { strings } from '../strings.ts';
import { bringIntoComposer } from './bringIntoComposer.ts';
import './copyButton.ts';
import { quotedLines, selectedIn } from './quotedLines.ts';
import { userMessage } from './userMessage.ts';
import { versionPager } from './versionPager.ts';

type Question = Extract<PanelMessage, { role: 'user' }>;

/** `<switchyard-question>`: one question, with what its reader can do with it; it is edited in its place. */
export class QuestionElement extends LitElement {
  static override properties = {
    context: { attribute: false },
    messageId: { attribute: false },
    edited: { state: true },
  };
  declare context: PanelContext;
  declare messageId: string;
  /** The words as they are being changed; null while they are not. */
  declare edited: string | null;
  readonly #question = new Selected(
    this,
    () => this.context.store,
    (state) => state.messages.get(this.messageId),
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.edited ??= this.context.kept.editOf(this.messageId);
  }

  protected override render(): TemplateResult | typeof nothing {
    const question = this.#question.value;
    if (question?.role !== 'user') return nothing;
    this.classList.toggle('editing', this.edited !== null);
    if (this.edited !== null) return this.#editor(this.edited, question);
    return html`${userMessage(question.text, question.chips)}
      ${versionPager(this.messageId, question.siblings, this.context.host)} ${this.#actions(question)}`;
  }

  #actions({ text, id }: Question): TemplateResult {
    const { host } = this.context;
    return html`<div class="message-actions floating" @mousedown=${keepSelection}>
      ${iconButton({ icon: 'edit', label: strings.edit, run: () => this.#edit(text) })}
      ${iconButton({
        icon: 'quote',
        label: strings.quote,
        run: () => bringIntoComposer(this, quotedLines(selectedIn(this, text))),
      })}
      <switchyard-copy .label=${strings.copy} .copy=${() => host.send('text/copy', { text })}></switchyard-copy>
      ${iconButton({
        icon: 'trash',
        label: strings.delete,
        kind: 'when-idle',
        run: () => host.send('message/delete', { messageId: id }),
      })}
    </div>`;
  }

  #editor(edited: string, question: Question): TemplateResult {
    return html`<textarea
        rows="1"
        class="edit-field"
        aria-label=${strings.editing}
        .value=${edited}
        @input=${(event: Event) => this.#keep((event.target as HTMLTextAreaElement).value)}
        @keydown=${this.#onKey}
      ></textarea>
      ${userMessage(null, question.chips)}
      <div class="edit-bar">
        <span class="edit-hint">${strings.editHint}</span>
        <vscode-button appearance="secondary" @click=${() => this.#close()}>${strings.cancel}</vscode-button>
        <vscode-button ?disabled=${edited.trim() === ''} @click=${() => this.#send()}>${strings.sendEdited}</vscode-button>
      </div>`;
  }

  /** Escape ends the editing here and stops no answer. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const wish = composerKey(event);
    if (wish === null) return;
    event.preventDefault();
    if (wish === 'send') this.#send();
    else this.#close();
  };

  #edit(text: string): void {
    this.#keep(text);
    this.updateComplete.then(() => {
      const field = this.querySelector('textarea');
      field?.focus();
      field?.setSelectionRange(text.length, text.length);
    });
  }

  #send(): void {
    const text = (this.edited ?? '').trim();
    if (text === '') return;
    this.context.host.send('message/edit', { messageId: this.messageId, text });
    this.#keep(null);
    // This place is about to be another question's.
    bringIntoComposer(this, '');
  }

  #close(): void {
    this.#keep(null);
    this.updateComplete.then(() => this.querySelector<HTMLElement>('.message-actions vscode-button')?.focus());
  }

  #keep(edited: string | null): void {
    this.edited = edited;
    this.context.kept.keepEdit(this.messageId, edited);
  }
}

/** A click on a button must not take away what is selected and meant. */
function keepSelection(event: Event): void {
  event.preventDefault();
}

customElements.define('switchyard-question', QuestionElement);
