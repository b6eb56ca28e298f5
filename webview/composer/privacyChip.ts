import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { DraftPrivacy } from '../../src/protocol/panelState.ts';
import { adoptStyle } from '../adoptStyle.ts';
import { fillIn } from '../format/fillIn.ts';
import { withHiddenShown } from '../format/withHiddenShown.ts';
import { strings } from '../strings.ts';
import privacyStyle from '../styles/privacy.late.css';

adoptStyle(privacyStyle);

/** Codicons that only this chip has. */
const SHIELD = '\ueb53';
const LOCK = '\uea75';
const WARNING = '\uea6c';

/** `<switchyard-privacy>`: how much the question has to lose, in a word where there is something to say; a click changes it. */
export class PrivacyChip extends LitElement {
  static override properties = { privacy: { attribute: false }, choose: { attribute: false } };
  declare privacy: DraftPrivacy | null;
  declare choose: () => void;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.privacy === null) return nothing;
    const { tone } = this.privacy;
    // They name files.
    const [label = '', detail = ''] = [this.privacy.label, this.privacy.detail].map(withHiddenShown);
    this.dataset.tone = tone;
    return html`<button
      type="button"
      class="privacy-chip"
      aria-haspopup="dialog"
      aria-label=${fillIn(strings.privacyOf, label)}
      aria-description=${detail.replaceAll('\n', '. ')}
      title=${detail}
      @click=${this.choose}
    >
      <span class="codicon" aria-hidden="true">${iconOf(this.privacy)}</span
      >${tone === 'quiet' ? nothing : html`<span class="privacy-label">${label}</span>`}
    </button>`;
  }
}

function iconOf({ tone, level }: DraftPrivacy): string {
  if (tone === 'warning') return WARNING;
  return level === 'public' ? SHIELD : LOCK;
}

customElements.define('switchyard-privacy', PrivacyChip);
