import type { MarkdownParser } from './markdownParser.ts';

const MARK = /^\[([ xX])\](?:[ \u00a0]|$)/;

/** `- [x] done`: the mark becomes a `task_box` token, its list item gets a class. */
export function addTaskLists(markdown: MarkdownParser): void {
  markdown.core.ruler.after('inline', 'task_lists', ({ tokens, Token }) => {
    for (const [index, item] of tokens.entries()) {
      const inline = tokens[index + 2];
      const text = inline?.children?.[0];
      if (item.type !== 'list_item_open' || tokens[index + 1]?.type !== 'paragraph_open') continue;
      const match = text?.type === 'text' ? MARK.exec(text.content) : null;
      if (match === null || text === undefined) continue;
      text.content = text.content.slice(match[0].length);
      const box = new Token('task_box', '', 0);
      box.meta = { done: match[1] !== ' ' };
      inline?.children?.unshift(box);
      item.attrJoin('class', 'task-item');
    }
  });
}
