import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { EarlierSummary } from '../../src/protocol/panelState.ts';
import { fillIn } from '../format/fillIn.ts';
import { formatCost } from '../format/formatCost.ts';
import { shortModel } from '../format/shortModel.ts';
import { icon } from '../icon.ts';
import type { PanelContext } from '../panelContext.ts';
import { Selected } from '../state/selected.ts';
import { strings } from '../strings.ts';

/** `<switchyard-compaction>`: the line after the last message that a summary stands for; nothing where there is none. */
export class CompactionElement extends LitElement {
  static override properties = {
    context: { attribute: false },
    messageId: { attribute: false },
    open: { state: true },
  };
  declare context: PanelContext;
  declare messageId: string;
  declare open: boolean;
  readonly #summary = new Selected(
    this,
    () => this.context.store,
    ({ messages }): EarlierSummary | undefined => {
      const message = messages.get(this.messageId);
      return message?.role === 'assistant' ? message.summary : undefined;
    },
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const summary = this.#summary.value;
    if (summary === undefined) return nothing;
    const { id, text, model, costUsd, active } = summary;
    const open = this.open ?? false;
    const textId = `summary-${id}`;
    const said = active
      ? fillIn(strings.compactionActive, shortModel(model), formatCost(costUsd))
      : fillIn(strings.compactionUndone, shortModel(model));
    return html`<div class="compaction" role="group" aria-label=${strings.compaction}>
        ${icon('summary')}<span class="compaction-words" title=${model}>${said}</span
        ><span class="compaction-actions">
        <button type="button" class="text-button" aria-expanded=${open} aria-controls=${textId} @click=${this.#toggle}>
          ${open ? strings.compactionHide : strings.compactionShow}
        </button>
        <button
          type="button"
          class="text-button"
          @click=${() => this.context.host.send('compaction/use', { id, active: !active })}
        >
          ${active ? strings.compactionUndo : strings.compactionUse}
        </button></span>
      </div>
      <div id=${textId} class="compaction-text" ?hidden=${!open}>${open ? text : nothing}</div>`;
  }

  readonly #toggle = (): void => {
    this.open = !(this.open ?? false);
  };
}

customElements.define('switchyard-compaction', CompactionElement);
