import { footnoteBlock } from './footnoteBlock.ts';
import type { MarkdownParser } from './markdownParser.ts';
import { mathBlock } from './mathBlock.ts';

/** The blocks beyond CommonMark and tables; whoever splits or draws Markdown must know the same ones. */
export function addBlockRules(markdown: MarkdownParser): void {
  const alt = ['paragraph', 'reference', 'blockquote', 'list'];
  markdown.block.ruler.before('blockquote', 'math_block', mathBlock, { alt });
  markdown.block.ruler.before('blockquote', 'footnote_block', footnoteBlock, { alt: ['paragraph', 'reference'] });
}
