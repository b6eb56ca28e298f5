import MarkdownIt, { type Token } from 'markdown-it';
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
  /** What the last block begun is made of. */
  readonly open: OpenBlock | undefined;
}

/** The last block begun, as far as its lines are complete. */
export interface OpenBlock {
  /** Of the block itself and all that is inside it; their lines count from the beginning of the tail. */
  readonly tokens: readonly Token[];
  /** Offsets of the tail's line starts. */
  readonly lines: readonly number[];
}

/**
 * Cuts Markdown that is still growing after its last closed top-level block; nothing is lost between the pieces. A block
 * is closed once another has begun after it in complete lines: Markdown decides about a block by what stands above and
 * in it, never further below.
 */
export function splitBlocks(source: string): Split {
  const lines = lineStarts(source);
  const tokens = blocks.parse(source.slice(0, lines.at(-1)), {});
  const starts = tokens.flatMap((token, index) => (isBlockStart(token) ? [index] : []));
  const cuts = starts.slice(1).map((index) => lines[tokens[index]?.map?.[0] ?? 0] ?? source.length);
  const last = cuts.at(-1) ?? 0;
  return {
    closed: cuts.map((cut, index) => source.slice(cuts[index - 1] ?? 0, cut)),
    tail: source.slice(last),
    open: openBlock(tokens.slice(starts.at(-1) ?? tokens.length), lines, last),
  };
}

function openBlock(tokens: readonly Token[], lines: readonly number[], from: number): OpenBlock | undefined {
  const first = Math.max(0, lines.indexOf(from));
  if (tokens.length === 0) return undefined;
  for (const token of tokens) if (token.map !== null) token.map = [token.map[0] - first, token.map[1] - first];
  return { tokens, lines: lines.slice(first).map((offset) => offset - from) };
}

function isBlockStart({ level, nesting, map }: Token): boolean {
  return level === 0 && nesting >= 0 && map !== null;
}

/** Offsets of the line starts; a return at the very end may still become one line break with what follows. */
function lineStarts(source: string): number[] {
  const starts = [0];
  for (const match of source.matchAll(/\r\n|\n|\r(?!$)/g)) starts.push(match.index + match[0].length);
  return starts;
}
