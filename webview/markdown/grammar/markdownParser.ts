import type MarkdownIt from 'markdown-it';

/** A parser of Markdown. */
export type MarkdownParser = InstanceType<typeof MarkdownIt>;
/** A rule that reads a block at a line. */
export type BlockRule = Parameters<MarkdownParser['block']['ruler']['push']>[1];
/** A rule that reads a piece of a sentence. */
export type InlineRule = Parameters<MarkdownParser['inline']['ruler']['push']>[1];
