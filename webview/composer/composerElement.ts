import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { Completion } from '../../src/protocol/messages/contextMessages.ts';
import { icon } from '../icon.ts';
import type { PanelContext } from '../panelContext.ts';
import { Selected } from '../state/selected.ts';
import { strings } from '../strings.ts';
import { Attaching } from './attaching.ts';
import './chipListElement.ts';
import type { ChipListElement } from './chipListElement.ts';
import { COMPLETIONS_ID, completionId, completionList } from './completionList.ts';
import { Completions } from './completions.ts';
import type { CompletionToken } from './completionToken.ts';
import { composerKey, isTakenByInputMethod } from './composerKey.ts';
import { composerNews } from './composerNews.ts';
import { DraftKeeper } from './draftKeeper.ts';
import { fitMeter, METER_ID } from './fitMeter.ts';
import { fitProblem } from './fitProblem.ts';
import './modelPicker.ts';
import { attachButton, sendButton, stopButton } from './barButtons.ts';
import { PastQuestions } from './pastQuestions.ts';
import { placeCompletions } from './placeCompletions.ts';
import { questionsOf } from './questionsOf.ts';
import { replaceText } from './replaceText.ts';

const NAMED: ReadonlySet<Completion['icon']> = new Set(['file', 'folder', 'symbol']);

/** Below this width there is room for a few words only. */
const narrow = window.matchMedia('(max-width: 380px)');

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
  readonly #completions = new Completions(
    this,
    () => this.context,
    (item, token) => this.#complete(item, token),
  );
  readonly #attaching = new Attaching(
    this,
    () => this.context,
    () => this.#focusInput(),
  );
  readonly #past = new PastQuestions();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    this.draft ??= this.context.kept.draft;
    super.connectedCallback();
    narrow.addEventListener('change', this.#onResize);
    // Nobody writes before it is there.
    void import('./privacyChip.ts');
    document.addEventListener('selectionchange', this.#onCursor);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    narrow.removeEventListener('change', this.#onResize);
    document.removeEventListener('selectionchange', this.#onCursor);
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
    const { page, notice, over, dismissPage } = this.#attaching;
    const list = this.#completions.shown;
    const isUsed = this.draft !== '' || composer.chips.length > 0;
    return html`${fitProblem(composer.fit, this.#resolve)}
      ${notice === null ? nothing : html`<p class="composer-notice">${icon('info')}<span>${notice}</span></p>`}
      <div class="composer">
        ${list === null ? nothing : completionList(list, (index) => this.#completions.take(index))}
        <switchyard-chips
          .context=${this.context}
          .page=${page}
          .dismissPage=${dismissPage}
          .leave=${this.#focusInput}
        ></switchyard-chips>
        <textarea
          rows="1"
          dir="auto"
          spellcheck="false"
          autocomplete="off"
          placeholder=${narrow.matches ? strings.askShort : strings.ask}
          aria-label=${strings.message}
          aria-describedby=${METER_ID}
          aria-autocomplete="list"
          aria-controls=${ifDefined(list === null ? undefined : COMPLETIONS_ID)}
          aria-activedescendant=${ifDefined(list === null ? undefined : completionId(list.active))}
          .value=${live(this.draft)}
          @input=${this.#onInput}
          @keydown=${this.#onKey}
          @paste=${this.#attaching.paste}
          @blur=${() => this.#completions.close()}
        ></textarea>
        <div class="composer-bar">
          ${attachButton(() => host.send('context/pick', {}))}
          <switchyard-model-picker
            .models=${composer.models}
            .model=${composer.model}
            .checked=${composer.checked}
            .choose=${(model: string | null, checked: boolean) => host.send('model/choose', checked ? { model, checked } : { model })}
            .add=${() => host.send('action/run', { action: 'addProvider' })}
          ></switchyard-model-picker>
          <switchyard-privacy .privacy=${composer.privacy} .choose=${this.#choosePrivacy}></switchyard-privacy>
          ${
            composer.busy
              ? stopButton(() => host.send('chat/stop', {}), this.draft.trim() === '' ? undefined : this.#send)
              : sendButton(this.draft.trim() === '', this.#send)
          }
        </div>
      </div>
      ${fitMeter(composer.fit, isUsed)}
      <div class="visually-hidden" aria-live="polite">${composerNews(composer, list, notice)}</div>
      ${over ? html`<div class="drop-overlay"><span>${icon('add')}${strings.dropHere}</span></div>` : nothing}`;
  }

  protected override updated(): void {
    const requests = this.#focusRequests.value;
    if (requests !== this.#focused) this.#focusInput();
    this.#focused = requests;
    placeCompletions(this);
  }

  readonly #onInput = (event: InputEvent): void => {
    const field = event.target as HTMLTextAreaElement;
    this.#attaching.typed(event.inputType);
    this.#setDraft(field.value);
    this.#completions.typed(field.value, field.selectionEnd);
  };

  /** Escape is left to the panel, which stops from anywhere. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const field = event.target as HTMLTextAreaElement;
    if (isTakenByInputMethod(event)) return;
    if (this.#completions.key(event, field.value) || this.#recall(event, field)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Backspace' && field.value === '' && this.#chips()?.focusLast()) event.preventDefault();
    if (composerKey(event) !== 'send') return;
    event.preventDefault();
    this.#send();
  };

  readonly #onCursor = (): void => {
    const field = this.#input();
    if (field !== null && field === document.activeElement) this.#completions.moved(field.value, field.selectionEnd);
  };

  /** The button that was pressed goes away with what it mended. */
  readonly #resolve = (id: string): void => {
    this.context.host.send('fit/resolve', { id });
    this.#focusInput();
  };

  /** What was typed is judged with it. */
  readonly #choosePrivacy = (): void => {
    this.#drafts.flush();
    this.context.host.send('action/run', { action: 'choosePrivacy' });
  };

  readonly #onResize = (): void => this.requestUpdate();
  readonly #focusInput = (): void => this.#input()?.focus();

  /** The arrows bring back what was asked before, where they could not move the cursor. */
  #recall(event: KeyboardEvent, field: HTMLTextAreaElement): boolean {
    const direction = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
    if (direction === undefined || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (field.selectionStart !== field.selectionEnd) return false;
    const at = { text: field.value, cursor: field.selectionEnd };
    const question = this.#past.recall(questionsOf(this.context.store.state), direction, at);
    if (question === null) return false;
    replaceText(field, 0, field.value.length, question);
    const firstLine = question.includes('\n') ? question.indexOf('\n') : question.length;
    if (direction === -1) field.setSelectionRange(firstLine, firstLine);
    this.#completions.close();
    return true;
  }

  #complete({ id, icon, insert, label }: Completion, { start, end }: CompletionToken): void {
    const field = this.#input();
    if (field === null) return;
    // A file or a symbol stays in the sentence by its name.
    const name = NAMED.has(icon) ? `${label}${end === field.value.length ? ' ' : ''}` : '';
    replaceText(field, start, end, insert ?? name);
    if (insert === undefined) this.context.host.send('context/attach', { id });
    this.#completions.close();
  }

  readonly #send = (): void => {
    const text = this.draft.trim();
    if (text === '') return;
    this.#drafts.flush();
    this.context.host.send('chat/send', { text });
    this.#attaching.forget();
    this.#completions.close();
    this.#setDraft('');
    this.#focusInput();
  };

  #setDraft(draft: string): void {
    this.draft = draft;
    this.#drafts.change(draft);
  }

  #input(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  #chips(): ChipListElement | null {
    return this.querySelector<ChipListElement>('switchyard-chips');
  }
}

customElements.define('switchyard-composer', ComposerElement);
