import { hasTime, inSlices } from '../drawing/inSlices.ts';
import { markHidden } from './markHidden.ts';
import { sanitizeHtml } from './sanitizeHtml.ts';

/** Parts of one block that are coloured: more than anybody reads of an answer's code. */
const MOST_COLORED = 150;

const UNCOLORED = `:scope > .code-part:not(.colored, :nth-child(n + ${MOST_COLORED}))`;

type Highlight = typeof import('./highlightCode.ts').highlightCode;

/**
 * Colours the code inside these nodes when the browser is idle, long code part by part; blocks that are gone by then are
 * left alone.
 */
export function highlightLater(root: ParentNode): void {
  for (const code of root.querySelectorAll<HTMLElement>('pre > code[class^="language-"]')) {
    requestIdleCallback(() => void begin(code), { timeout: 1000 });
  }
}

/** The grammars are a quarter of the panel: they come with the first block of code. */
async function begin(code: HTMLElement): Promise<void> {
  const { grammarOf, highlightCode } = await import('./highlightCode.ts');
  const grammar = grammarOf(languageOf(code));
  if (grammar !== undefined) code.dataset.grammar = grammar;
  inSlices(() => highlightNext(code, highlightCode));
}

/** Colours as much as there is time for; returns whether there is more. */
function highlightNext(code: HTMLElement, highlight: Highlight): boolean {
  if (!code.isConnected) return false;
  const language = languageOf(code);
  const parts = code.querySelectorAll<HTMLElement>(UNCOLORED);
  if (parts.length === 0) {
    if (code.querySelector(':scope > :not(.hidden-sign)') === null) color(code, language, highlight);
    return false;
  }
  for (const part of parts) {
    color(part, language, highlight);
    part.classList.add('colored');
    if (!hasTime()) break;
  }
  return code.querySelector(UNCOLORED) !== null;
}

function languageOf(code: HTMLElement): string {
  return code.className.replace('language-', '');
}

function color(element: HTMLElement, language: string, highlight: Highlight): void {
  const colored = highlight(element.textContent ?? '', language);
  if (colored === null) return;
  element.replaceChildren(sanitizeHtml(colored));
  markHidden(element);
}
