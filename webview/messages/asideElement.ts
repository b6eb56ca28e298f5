import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Queued } from '../../src/protocol/messages/chatMessages.ts';
import { withHiddenShown } from '../format/withHiddenShown.ts';
import { icon } from '../icon.ts';
import { iconButton } from '../iconButton.ts';
import type { PanelContext } from '../panelContext.ts';
import { Selected } from '../state/selected.ts';
import { strings } from '../strings.ts';
import { bringIntoComposer } from './bringIntoComposer.ts';

const READING = html`<div class="reading-along">
  <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>${strings.readingAlong}
</div>`;

/** `<switchyard-aside>`: what stands between the messages and the composer: what waits, and what can be undone. */
export class AsideElement extends LitElement {
  static override properties = { context: { attribute: false } };
  declare context: PanelContext;
  #offered = false;
  readonly #talk = new Selected(
    this,
    () => this.context.store,
    (state) => state.talk,
  );
  readonly #busy = new Selected(
    this,
    () => this.context.store,
    (state) => state.composer.busy,
  );
  readonly #reading = new Selected(
    this,
    () => this.context.store,
    (state) => state.composer.reading,
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { queue, undo } = this.#talk.value;
    return html`${this.#reading.value ? READING : nothing}
    ${queue.length === 0 ? nothing : this.#queue(queue)}
    ${undo === null ? nothing : this.#undo(undo)}`;
  }

  /** Whoever deleted with the keyboard was on what is gone now. */
  protected override updated(): void {
    const { undo } = this.context.store.state.talk;
    const isNew = undo !== null && !this.#offered;
    this.#offered = undo !== null;
    if (isNew && document.activeElement === document.body) {
      this.querySelector<HTMLElement>('.undo-bar vscode-button')?.focus();
    }
  }

  #queue(queue: readonly Queued[]): TemplateResult {
    const busy = this.#busy.value;
    return html`<section class="queue" aria-label=${strings.queued}>
      <div class="queue-head">
        <span>${busy ? strings.queuedHint : strings.queueWaits}</span>
        ${busy ? nothing : html`<vscode-button @click=${() => this.#send(queue[0])}>${strings.sendNow}</vscode-button>`}
      </div>
      <ol class="queue-list">
        ${repeat(
          queue,
          ({ id }) => id,
          (message) => this.#waiting(message),
        )}
      </ol>
    </section>`;
  }

  #waiting({ id, text, chips }: Queued): TemplateResult {
    const { host } = this.context;
    const edit = () => {
      host.send('queue/edit', { messageId: id });
      bringIntoComposer(this, text);
    };
    const remove = () => {
      host.send('queue/remove', { messageId: id });
      bringIntoComposer(this, '');
    };
    return html`<li class="queued">
      <span class="queued-text" title=${text}>${text}</span>
      ${
        chips.length === 0
          ? nothing
          : html`<span class="queued-chips" title=${withHiddenShown(chips.map(({ label }) => label).join(', '))}
              >${chips.map(({ kind }) => icon(kind))}</span
            >`
      }
      <span class="queued-actions">
        ${iconButton({ icon: 'edit', label: strings.editQueued, run: edit })}
        ${iconButton({ icon: 'close', label: strings.removeQueued, run: remove })}
      </span>
    </li>`;
  }

  #undo(role: 'user' | 'assistant'): TemplateResult {
    return html`<div class="undo-bar">
      <span>${role === 'user' ? strings.questionDeleted : strings.answerDeleted}</span>
      <vscode-button appearance="secondary" @click=${() => this.context.host.send('message/undo', {})}
        >${strings.undo}</vscode-button
      >
    </div>`;
  }

  #send(message: Queued | undefined): void {
    if (message !== undefined) this.context.host.send('queue/send', { messageId: message.id });
  }
}

customElements.define('switchyard-aside', AsideElement);
