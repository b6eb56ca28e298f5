import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from './icon.ts';

interface IconButton {
  readonly icon: IconName;
  /** Told by screen readers and shown as the tooltip. */
  readonly label: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  /** For a button that stays pressed. */
  readonly pressed?: boolean;
  /** Further classes. */
  readonly kind?: string;
}

/** A quiet button of one icon. */
export function iconButton(button: IconButton): TemplateResult {
  return html`<vscode-button
    appearance="icon"
    class=${button.kind ?? nothing}
    aria-pressed=${button.pressed === undefined ? nothing : String(button.pressed)}
    aria-label=${button.label}
    title=${button.label}
    ?disabled=${button.disabled ?? false}
    @click=${button.run}
    >${icon(button.icon)}</vscode-button
  >`;
}
