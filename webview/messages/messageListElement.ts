import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../icon.ts';
import type { PanelContext } from '../panelContext.ts';
import { Selected } from '../state/selected.ts';
import { strings } from '../strings.ts';
import './answerElement.ts';
import { StickToEnd } from './stickToEnd.ts';
import { userMessage } from './userMessage.ts';

/** Older answers than these may wait for idle time, unless the reader had scrolled to them. */
const DRAWN_AT_ONCE = 12;

/** `<switchyard-messages>`: the conversation. It is drawn when a message comes or goes, never for a piece of an answer. */
export class MessageListElement extends LitElement {
  static override properties = { context: { attribute: false }, atEnd: { state: true } };
  declare context: PanelContext;
  declare atEnd: boolean;
  #stick: StickToEnd | undefined;
  #drawnConversation = '';
  #drawnCount = 0;
  #scrollTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #order = new Selected(
    this,
    () => this.context.store,
    (state) => state.order,
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stick?.dispose();
    this.#stick = undefined;
  }

  protected override render(): TemplateResult {
    const order = this.#order.value;
    const { conversationId } = this.context.store.state;
    const mayWait = this.context.kept.scrollTopOf(conversationId) === null;
    return html`<div class="scroller" tabindex="0" @scroll=${this.#keepScroll} @click=${this.#onClick}>
        <div class="message-list" role="log" aria-live="off" aria-label=${strings.conversation}>
          ${repeat(
            order,
            (id) => id,
            (id, index) => this.#message(id, mayWait && order.length - index > DRAWN_AT_ONCE),
          )}
        </div>
      </div>
      ${
        (this.atEnd ?? true)
          ? nothing
          : html`<button type="button" class="jump-to-latest" @click=${() => this.#stick?.jumpToEnd()}>
              ${icon('arrowDown')}<span>${strings.jumpToLatest}</span>
            </button>`
      }`;
  }

  protected override updated(): void {
    this.#stick ??= this.#stickToEnd();
    const { conversationId, order } = this.context.store.state;
    if (conversationId !== this.#drawnConversation) this.#restoreScroll(conversationId);
    else if (order.length > this.#drawnCount) this.#stick?.jumpToEnd();
    this.#drawnCount = order.length;
  }

  #message(id: string, patient: boolean): TemplateResult | typeof nothing {
    const message = this.context.store.state.messages.get(id);
    if (message === undefined) return nothing;
    if (message.role === 'user') return userMessage(message.text, message.chips);
    return html`<switchyard-answer
      class="answer"
      role="group"
      aria-label=${strings.answer}
      .context=${this.context}
      .messageId=${id}
      .patient=${patient}
    ></switchyard-answer>`;
  }

  #stickToEnd(): StickToEnd | undefined {
    const scroller = this.querySelector<HTMLElement>('.scroller');
    const content = this.querySelector<HTMLElement>('.message-list');
    if (scroller === null || content === null) return undefined;
    return new StickToEnd(scroller, content, (atEnd) => {
      this.atEnd = atEnd;
    });
  }

  #restoreScroll(conversationId: string): void {
    this.#drawnConversation = conversationId;
    const kept = this.context.kept.scrollTopOf(conversationId);
    if (kept === null) this.#stick?.jumpToEnd();
    else this.#stick?.jumpTo(kept);
  }

  readonly #onClick = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest('[aria-expanded]:not([aria-haspopup]), summary'))
      this.#stick?.release();
  };

  readonly #keepScroll = (event: Event): void => {
    const { scrollTop } = event.currentTarget as HTMLElement;
    clearTimeout(this.#scrollTimer);
    this.#scrollTimer = setTimeout(() => {
      this.context.kept.keepScroll(this.#drawnConversation, this.#stick?.atEnd === false ? scrollTop : null);
    }, 200);
  };
}

customElements.define('switchyard-messages', MessageListElement);
