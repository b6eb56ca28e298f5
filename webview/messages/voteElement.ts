import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { AnswerFeedback } from '../../src/protocol/panelState.ts';
import { iconButton } from '../iconButton.ts';
import { strings } from '../strings.ts';

const REASONS = [
  strings.reason_incorrect,
  strings.reason_incomplete,
  strings.reason_instructions,
  strings.reason_style,
  strings.reason_refused,
];

/** `<switchyard-vote>`: thumbs up or down, the former pressed; after a thumb down it asks why, which may be skipped. */
export class VoteElement extends LitElement {
  static override properties = {
    feedback: { attribute: false },
    vote: { attribute: false },
    asking: { state: true },
    reason: { state: true },
  };
  declare feedback: AnswerFeedback | undefined;
  declare vote: (feedback: AnswerFeedback | null) => void;
  declare asking: boolean;
  declare reason: string;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const given = this.feedback?.vote;
    return html`${iconButton({
      icon: given === 'up' ? 'thumbsUpFilled' : 'thumbsUp',
      label: strings.helpful,
      pressed: given === 'up',
      run: () => this.#press('up', given),
    })}${iconButton({
      icon: given === 'down' ? 'thumbsDownFilled' : 'thumbsDown',
      label: strings.unhelpful,
      pressed: given === 'down',
      run: () => this.#press('down', given),
    })}${this.asking && given === 'down' ? this.#form() : nothing}`;
  }

  #press(vote: 'up' | 'down', given: AnswerFeedback['vote'] | undefined): void {
    const taken = vote === given;
    this.vote(taken ? null : { vote });
    this.asking = vote === 'down' && !taken;
    this.reason = '';
  }

  #form(): TemplateResult {
    const reason = this.reason ?? '';
    return html`<form class="reason-form" aria-label=${strings.whyUnhelpful} @submit=${this.#submit} @keydown=${this.#onKey}>
      <span class="reason-title">${strings.whyUnhelpful}</span>
      <span class="reason-choices">
        ${REASONS.map(
          (choice) =>
            html`<button type="button" class="chip reason-choice" @click=${() => this.#tell(choice)}>${choice}</button>`,
        )}
      </span>
      <span class="reason-other">
        <input
          type="text"
          maxlength="2000"
          aria-label=${strings.otherReason}
          placeholder=${strings.otherReason}
          .value=${reason}
          @input=${(event: Event) => {
            this.reason = (event.target as HTMLInputElement).value;
          }}
        />
        <vscode-button appearance="secondary" @click=${() => this.#tell(reason)}
          >${reason.trim() === '' ? strings.skipReason : strings.sendReason}</vscode-button
        >
      </span>
    </form>`;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#tell(this.reason ?? '');
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#tell('');
  };

  #tell(reason: string): void {
    const words = reason.trim();
    if (words !== '') this.vote({ vote: 'down', reason: words });
    this.asking = false;
    this.querySelector<HTMLElement>('vscode-button[aria-pressed="true"]')?.focus();
  }
}

customElements.define('switchyard-vote', VoteElement);
