import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { inSlices } from '../drawing/inSlices.ts';
import { icon } from '../icon.ts';
import type { PanelContext } from '../panelContext.ts';
import { Selected } from '../state/selected.ts';
import { strings } from '../strings.ts';
import './answerElement.ts';
import { expectedHeight } from './expectedHeight.ts';
import './messageElement.ts';
import type { MessageElement } from './messageElement.ts';
import { NearMessages } from './nearMessages.ts';
import { placeIn } from './place.ts';
import './questionElement.ts';
import { StickToEnd } from './stickToEnd.ts';

/** So much of what is seen first is drawn before the first frame, as a multiple of the view; the rest comes after it. */
const DRAWN_AT_ONCE = 1.5;
/** A message that comes is drawn where it is, with the one it belongs to. */
const NEWEST = 2;
/** So many places of a long conversation are made at a time, the newest first. */
const PLACES = 200;

/**
 * `<switchyard-messages>`: the conversation. It is drawn when a message comes or goes, never for a piece of an answer, and
 * only messages near the reader draw anything.
 */
export class MessageListElement extends LitElement {
  static override properties = { context: { attribute: false }, atEnd: { state: true } };
  declare context: PanelContext;
  declare atEnd: boolean;
  #stick: StickToEnd | undefined;
  #near: NearMessages | undefined;
  #drawnConversation = '';
  #drawnCount = 0;
  /** How many places, counted from the end, there are. */
  #places = PLACES;
  #scrollTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #order = new Selected(
    this,
    () => this.context.store,
    (state) => state.order,
  );
  /** The older messages of a long conversation come after the newest. */
  readonly #known = new Selected(
    this,
    () => this.context.store,
    (state) => state.messages.size,
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stick?.dispose();
    this.#near?.dispose();
    this.#stick = undefined;
    this.#near = undefined;
    this.#drawnConversation = '';
  }

  protected override render(): TemplateResult {
    const order = this.#order.value;
    void this.#known.value;
    const { conversationId } = this.context.store.state;
    if (conversationId !== this.#drawnConversation) this.#places = this.#firstPlaces(conversationId, order);
    return html`<div class="scroller" tabindex="0" @scroll=${this.#keepPlace} @click=${this.#onClick}>
        <div class="message-list" role="log" aria-live="off" aria-label=${strings.conversation}>
          ${repeat(
            order.slice(-this.#places),
            (id) => id,
            (id) =>
              html`<switchyard-message
                .messageId=${id}
                .content=${() => this.#message(id)}
              ></switchyard-message>`,
          )}
        </div>
      </div>
      ${
        (this.atEnd ?? true)
          ? nothing
          : html`<div class="below-list">
              <button type="button" class="jump-to-latest" @click=${() => this.#stick?.jumpToEnd()}>
                ${icon('arrowDown')}<span>${strings.jumpToLatest}</span>
              </button>
            </div>`
      }`;
  }

  protected override updated(): void {
    const scroller = this.querySelector<HTMLElement>('.scroller');
    const list = this.querySelector<HTMLElement>('.message-list');
    if (scroller === null || list === null) return;
    this.#stick ??= new StickToEnd(scroller, list, (atEnd) => {
      this.atEnd = atEnd;
    });
    this.#near ??= new NearMessages(scroller, ({ messageId }) => this.#isNewest(messageId));
    const { conversationId, order, messages } = this.context.store.state;
    const elements = this.#elements();
    const width = list.clientWidth;
    for (const element of elements) element.expect(expectedHeight(messages.get(element.messageId), width));
    this.#near.watch(elements);
    for (const element of elements.slice(-NEWEST)) this.#near.draw(element);
    if (conversationId !== this.#drawnConversation) this.#open(conversationId, elements);
    else if (order.length > this.#drawnCount) this.#stick.jumpToEnd();
    this.#drawnCount = order.length;
    if (this.#places < order.length) this.#addPlaces();
    else this.#places = Number.POSITIVE_INFINITY;
  }

  /** Enough to go to where the reader was. */
  #firstPlaces(conversationId: string, order: readonly string[]): number {
    const index = order.indexOf(this.context.kept.placeOf(conversationId)?.id ?? '');
    return index < 0 ? PLACES : order.length - index + PLACES / 4;
  }

  #addPlaces(): void {
    inSlices(() => {
      this.#places += PLACES;
      this.requestUpdate();
      return false;
    });
  }

  #isNewest(id: string): boolean {
    return this.context.store.state.order.slice(-NEWEST).includes(id);
  }

  #elements(): MessageElement[] {
    return [...this.querySelectorAll<MessageElement>('switchyard-message')];
  }

  #message(id: string): TemplateResult | typeof nothing {
    const message = this.context.store.state.messages.get(id);
    if (message === undefined) return nothing;
    if (message.role === 'user') {
      return html`<switchyard-question
        class="user-message"
        role="group"
        aria-label=${strings.you}
        .context=${this.context}
        .messageId=${id}
      ></switchyard-question>`;
    }
    return html`<switchyard-answer
      class="answer"
      role="group"
      aria-label=${strings.answer}
      .context=${this.context}
      .messageId=${id}
    ></switchyard-answer>`;
  }

  /** Shows a conversation where its reader had left it, or its end. */
  #open(conversationId: string, elements: readonly MessageElement[]): void {
    this.#drawnConversation = conversationId;
    const place = this.context.kept.placeOf(conversationId);
    const index = elements.findIndex(({ messageId }) => messageId === place?.id);
    const element = elements[index];
    this.#drawAtOnce(element === undefined ? elements.toReversed() : elements.slice(index));
    if (place === null || element === undefined) this.#stick?.jumpToEnd();
    else this.#stick?.jumpTo(() => element.offsetTop + place.offset);
  }

  #drawAtOnce(elements: readonly MessageElement[]): void {
    const { messages } = this.context.store.state;
    let room = this.clientHeight * DRAWN_AT_ONCE;
    for (const element of elements) {
      this.#near?.draw(element);
      room -= expectedHeight(messages.get(element.messageId), this.clientWidth);
      if (room < 0) return;
    }
  }

  readonly #onClick = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest('[aria-expanded], summary')) this.#stick?.release();
  };

  readonly #keepPlace = (event: Event): void => {
    const scroller = event.currentTarget as HTMLElement;
    clearTimeout(this.#scrollTimer);
    this.#scrollTimer = setTimeout(() => {
      if (!scroller.isConnected) return;
      const place = this.#stick?.atEnd === false ? placeIn(scroller, this.#elements()) : null;
      this.context.kept.keepPlace(this.#drawnConversation, place);
    }, 200);
  };
}

customElements.define('switchyard-messages', MessageListElement);
