import { sanitizeHtml } from './sanitizeHtml.ts';

/** Colours the code inside these nodes when the browser is idle; blocks that are gone by then are left alone. */
export function highlightLater(root: ParentNode): void {
  for (const code of root.querySelectorAll<HTMLElement>('pre > code[class^="language-"]')) {
    requestIdleCallback(() => void highlight(code), { timeout: 1000 });
  }
}

/** The grammars are a quarter of the panel: they come with the first block of code. */
async function highlight(code: HTMLElement): Promise<void> {
  const { highlightCode } = await import('./highlightCode.ts');
  if (!code.isConnected || code.childElementCount > 0) return;
  const language = code.className.replace('language-', '');
  const colored = highlightCode(code.textContent ?? '', language);
  if (colored !== null) code.replaceChildren(sanitizeHtml(colored));
}
