import { markHidden } from './markHidden.ts';

const ESCAPE = '\u001b[';

/** Colours terminal output inside these nodes: blocks that say they are, and those whose text has colours in it. */
export function colorTerminal(root: ParentNode): void {
  const found = [...root.querySelectorAll<HTMLElement>('pre > code')].filter(
    (code) => code.classList.contains('language-ansi') || code.textContent?.includes(ESCAPE),
  );
  if (found.length === 0) return;
  void import('../terminal/terminalNodes.ts').then(({ terminalNodes }) => {
    for (const code of found) {
      code.replaceChildren(terminalNodes(code.textContent ?? ''));
      markHidden(code);
    }
  });
}
