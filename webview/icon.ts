import { html, type TemplateResult } from 'lit';

/** The codicons this panel uses, by their characters in the font. */
const ICONS = {
  add: '\uea60',
  archive: '\uea98',
  arrowDown: '\uea9a',
  arrowUp: '\ueaa1',
  changes: '\ueafd',
  check: '\ueab2',
  chevronDown: '\ueab4',
  chevronLeft: '\ueab5',
  chevronRight: '\ueab6',
  chevronUp: '\ueab7',
  close: '\uea76',
  code: '\ueac4',
  comment: '\uea6b',
  continue: '\ueacf',
  copy: '\uebcc',
  diff: '\ueae1',
  edit: '\uea73',
  editors: '\ueaf0',
  ellipsis: '\uea7c',
  error: '\uea87',
  expand: '\ueb4c',
  export: '\uebac',
  file: '\uea7b',
  filter: '\ueaf1',
  folder: '\uea83',
  go: '\uea94',
  history: '\uea82',
  image: '\ueaea',
  import: '\ueac2',
  info: '\uea74',
  insert: '\uec11',
  link: '\ueb15',
  newFile: '\uea7f',
  pin: '\ueb2b',
  pinned: '\ueba0',
  problems: '\uebe6',
  prompt: '\ueb26',
  quote: '\ueb33',
  refresh: '\ueb37',
  search: '\uea6d',
  selection: '\ueb85',
  sideBySide: '\ueb56',
  stop: '\uead7',
  summary: '\ueaf5',
  symbol: '\uea8c',
  task: '\uec1f',
  terminal: '\uea85',
  thumbsDown: '\ueb6b',
  thumbsDownFilled: '\uec13',
  thumbsUp: '\ueb6c',
  thumbsUpFilled: '\uec14',
  trash: '\uea81',
  unarchive: '\ueb09',
  undo: '\ueae2',
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
