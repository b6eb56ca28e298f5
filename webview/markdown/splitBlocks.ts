import MarkdownIt from 'markdown-it';
import { addBlockRules } from './grammar/addBlockRules.ts';

/** Where blocks begin needs no words: the inline half of the parser is off. */
const blocks = new MarkdownIt({ html: false });
blocks.disable(['reference', 'inline', 'linkify', 'replacements', 'smartquotes', 'text_join']);
addBlockRules(blocks);

export interface Split {
  /** Top-level blocks that no further text can change, in order. */
  readonly closed: readonly string[];
  /** The rest: the last block begun, and the line that is not complete. */
  readonly tail: string;
}

/**
 * Cuts Markdown that is still growing after its last closed top-level block; nothing is lost between the pieces. A block
 * is closed once another has begun after it in complete lines: Markdown decides about a block by what stands above and
 * in it, never further below.
 */
export function splitBlocks(source: string): Split {
  const lines = lineStarts(source);
  const complete = source.slice(0, lines.at(-1));
  const cuts = blockStarts(complete)
    .slice(1)
    .map((line) => lines[line] ?? source.length);
  const last = cuts.at(-1) ?? 0;
  return { closed: cuts.map((cut, index) => source.slice(cuts[index - 1] ?? 0, cut)), tail: source.slice(last) };
}

/** Offsets of the line starts; a return at the very end may still become one line break with what follows. */
function lineStarts(source: string): number[] {
  const starts = [0];
  for (const match of source.matchAll(/\r\n|\n|\r(?!$)/g)) starts.push(match.index + match[0].length);
  return starts;
}

function blockStarts(source: string): number[] {
  return blocks
    .parse(source, {})
    .filter((token) => token.level === 0 && token.nesting >= 0 && token.map !== null)
    .map((token) => token.map?.[0] ?? 0);
}
