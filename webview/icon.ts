import { html, type TemplateResult } from 'lit';

/** The codicons this panel uses, by their characters in the font. */
const ICONS = {
  add: '\uea60',
  arrowDown: '\uea9a',
  arrowUp: '\ueaa1',
  check: '\ueab2',
  chevronRight: '\ueab6',
  close: '\uea76',
  copy: '\uebcc',
  error: '\uea87',
  file: '\uea7b',
  info: '\uea74',
  refresh: '\ueb37',
  selection: '\ueb85',
  stop: '\uead7',
  warning: '\uea6c',
} as const;
export type IconName = keyof typeof ICONS;

/** An icon that says nothing to a screen reader: its control carries the label. */
export function icon(name: IconName): TemplateResult {
  return html`<span class="codicon" aria-hidden="true">${ICONS[name]}</span>`;
}

/** The same icon as a plain node, for what is drawn without Lit. */
export function iconElement(name: IconName): HTMLElement {
  const element = document.createElement('span');
  element.className = 'codicon';
  element.ariaHidden = 'true';
  element.textContent = ICONS[name];
  return element;
}
