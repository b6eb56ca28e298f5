import type { Continued } from './piece.ts';

/** The Markdown of a piece that can be drawn by itself: the rows of a table need its head. */
export function wholeMarkdown(markdown: string, continued: Continued | undefined): string {
  return continued?.block === 'table' ? continued.head + markdown : markdown;
}

/** Makes what was drawn of a piece look like a part of the block that it is in: no second head, numbers that go on. */
export function continueBlock(nodes: ParentNode, continued: Continued | undefined): void {
  const first = nodes.firstElementChild;
  if (continued?.block === 'numbers' && first instanceof HTMLOListElement) first.start = continued.next;
  if (continued?.block === 'table') first?.querySelector('thead')?.remove();
}
