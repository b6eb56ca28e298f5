import { hasTime, inSlices } from '../drawing/inSlices.ts';
import { sanitizeHtml } from './sanitizeHtml.ts';

type Highlight = typeof import('./highlightCode.ts').highlightCode;

/**
 * Colours the code inside these nodes when the browser is idle, long code part by part; blocks that are gone by then are
 * left alone.
 */
export function highlightLater(root: ParentNode): void {
  for (const code of root.querySelectorAll<HTMLElement>('pre > code[class^="language-"]')) {
    requestIdleCallback(() => void highlight(code), { timeout: 1000 });
  }
}

/** The grammars are a quarter of the panel: they come with the first block of code. */
async function highlight(code: HTMLElement): Promise<void> {
  const { highlightCode } = await import('./highlightCode.ts');
  inSlices(() => highlightNext(code, highlightCode));
}

/** Colours as much as there is time for; returns whether there is more. */
function highlightNext(code: HTMLElement, highlightCode: Highlight): boolean {
  if (!code.isConnected) return false;
  const language = code.className.replace('language-', '');
  if (code.childElementCount === 0) color(code, language, highlightCode);
  for (const part of code.querySelectorAll<HTMLElement>(UNCOLORED)) {
    color(part, language, highlightCode);
    part.classList.add('colored');
    if (!hasTime()) break;
  }
  return code.querySelector(UNCOLORED) !== null;
}

const UNCOLORED = ':scope > .code-part:not(.colored)';

function color(element: HTMLElement, language: string, highlightCode: Highlight): void {
  const colored = highlightCode(element.textContent ?? '', language);
  if (colored !== null) element.replaceChildren(sanitizeHtml(colored));
}
