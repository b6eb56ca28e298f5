/** Words as a Markdown quotation, with an empty line after it to write on. */
export function quotedLines(words: string): string {
  const lines = words.trim().split(/\r?\n/);
  return `${lines.map((line) => (line.trim() === '' ? '>' : `> ${line}`)).join('\n')}\n\n`;
}

/** What the reader has selected inside an element, or everything it says where that is nothing. */
export function selectedIn(element: Element, everything: string): string {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return everything;
  const range = selection.getRangeAt(0);
  const words = selection.toString();
  return element.contains(range.commonAncestorContainer) && words.trim() !== '' ? words : everything;
}
