import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../src/protocol/answer.ts';
import type { PanelMessage } from '../../src/protocol/panelState.ts';
import { lateParts, loadLateParts } from '../lateParts.ts';
import type { PanelContext } from '../panelContext.ts';
import { fallbackLines } from '../route/fallbackLines.ts';
import { routeLine } from '../route/routeLine.ts';
import { Selected } from '../state/selected.ts';
import type { ViewState } from '../state/viewState.ts';
import { strings } from '../strings.ts';
import { answerFooter } from './answerFooter.ts';
import './compactionDivider.ts';
import '../markdown/markdownElement.ts';
import { isComing } from '../../src/protocol/isComing.ts';
import { problemCard } from './problemCard.ts';
import { reasoningBlock } from './reasoningBlock.ts';

/** `<switchyard-answer>`: one answer; it watches its own message, so that a delta draws nothing else. */
export class AnswerElement extends LitElement {
  static override properties = {
    context: { attribute: false },
    messageId: { attribute: false },
    expanded: { state: true },
    reasoningOpen: { state: true },
  };
  declare context: PanelContext;
  declare messageId: string;
  declare expanded: boolean;
  declare reasoningOpen: boolean;
  readonly #message = new Selected(
    this,
    () => this.context.store,
    (state) => answerOf(state, this.messageId),
  );
  readonly #isLast = new Selected(
    this,
    () => this.context.store,
    (state) => state.order.at(-1) === this.messageId,
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const message = this.#message.value;
    if (message === undefined) return nothing;
    const { answer, beside = false } = message;
    this.classList.toggle('beside', beside);
    const over = !isComing(answer);
    const isLast = this.#isLast.value;
    return html`
      <h2 class="visually-hidden">${strings.answer}</h2>
      ${this.#route(answer)} ${fallbackLines(answer)}
      ${reasoningBlock(answer, this.reasoningOpen ?? false, (open) => {
        this.reasoningOpen = open;
      })}
      <switchyard-markdown
        class="markdown"
        .text=${answer.text}
        .complete=${over}
      ></switchyard-markdown>
      ${problemCard(answer, { context: this.context, messageId: this.messageId, isLast })}
      ${over ? answerFooter(message, { context: this.context, element: this, isLast }) : nothing}
      <switchyard-compaction .context=${this.context} .messageId=${this.messageId}></switchyard-compaction>
    `;
  }

  #route(answer: Answer): TemplateResult {
    const detailsId = `route-${this.messageId}`;
    const expanded = this.expanded ?? false;
    const toggle = async () => {
      await loadLateParts();
      this.expanded = !expanded;
    };
    const toTrail = () => this.context.store.receive({ method: 'trail/show', params: { request: this.messageId } });
    return html`${routeLine(answer, { detailsId, expanded, toggle })}
    ${expanded ? lateParts()?.routeDetails(answer, detailsId, toTrail) : nothing}`;
  }
}

function answerOf(state: ViewState, id: string): Extract<PanelMessage, { role: 'assistant' }> | undefined {
  const message = state.messages.get(id);
  return message?.role === 'assistant' ? message : undefined;
}

customElements.define('switchyard-answer', AnswerElement);
