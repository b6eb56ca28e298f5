import { hasTime, inSlices } from '../drawing/inSlices.ts';
import { highlightCode } from './highlightCode.ts';
import { sanitizeHtml } from './sanitizeHtml.ts';

/**
 * Colours the code inside these nodes when the browser is idle, long code part by part; blocks that are gone by then are
 * left alone.
 */
export function highlightLater(root: ParentNode): void {
  for (const code of root.querySelectorAll<HTMLElement>('pre > code[class^="language-"]')) {
    requestIdleCallback(() => inSlices(() => highlightNext(code)), { timeout: 1000 });
  }
}

/** Colours as much as there is time for; returns whether there is more. */
function highlightNext(code: HTMLElement): boolean {
  if (!code.isConnected) return false;
  const language = code.className.replace('language-', '');
  const parts = code.querySelectorAll<HTMLElement>(':scope > .code-part:not(.colored)');
  if (parts.length === 0) {
    if (code.querySelector('.code-part') === null) highlight(code, language);
    return false;
  }
  for (const part of parts) {
    highlight(part, language);
    part.classList.add('colored');
    if (!hasTime()) break;
  }
  return code.querySelector(':scope > .code-part:not(.colored)') !== null;
}

function highlight(element: HTMLElement, language: string): void {
  const colored = highlightCode(element.textContent ?? '', language);
  if (colored !== null) element.replaceChildren(sanitizeHtml(colored));
}
