import { HIDDEN_OR_FLAG, hidesText } from '../../src/protocol/hiddenSigns.ts';

const FOUND = new RegExp(HIDDEN_OR_FLAG, 'gu');
const IS_FOUND = new RegExp(HIDDEN_OR_FLAG, 'u');

/**
 * Puts a visible mark around every sign in these nodes that would hide text or show it in another order, and keeps the sign
 * from doing so. The text stays as it is, to be copied and applied. Nothing is marked twice.
 */
export function markHidden(root: Node): void {
  if (!IS_FOUND.test(root.textContent ?? '')) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (IS_FOUND.test(text.data) && !text.parentElement?.classList.contains('hidden-sign')) texts.push(text);
  }
  for (const text of texts) text.replaceWith(...marked(text.data));
}

/** A text to be shown, with marks where it needs some. */
export function withMarks(text: string): string | Node[] {
  return IS_FOUND.test(text) ? marked(text) : text;
}

function marked(text: string): Node[] {
  const nodes: Node[] = [];
  let from = 0;
  for (const { 0: signs, index } of text.matchAll(FOUND)) {
    if (!hidesText(signs)) continue;
    nodes.push(document.createTextNode(text.slice(from, index)), mark(signs));
    from = index + signs.length;
  }
  return [...nodes, document.createTextNode(text.slice(from))];
}

function mark(signs: string): HTMLElement {
  const span = document.createElement('span');
  span.className = 'hidden-sign';
  span.textContent = signs;
  const [first = '', ...others] = signs;
  const code = `U+${(first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  span.dataset.sign = others.length === 0 ? code : `${code} +${others.length}`;
  return span;
}
