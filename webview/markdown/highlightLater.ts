import { highlightCode } from './highlightCode.ts';
import { sanitizeHtml } from './sanitizeHtml.ts';

/** Colours the code inside these nodes when the browser is idle; blocks that are gone by then are left alone. */
export function highlightLater(root: ParentNode): void {
  for (const code of root.querySelectorAll<HTMLElement>('pre > code[class^="language-"]')) {
    requestIdleCallback(() => highlight(code), { timeout: 1000 });
  }
}

function highlight(code: HTMLElement): void {
  if (!code.isConnected) return;
  const language = code.className.replace('language-', '');
  const colored = highlightCode(code.textContent ?? '', language);
  if (colored !== null) code.replaceChildren(sanitizeHtml(colored));
}
