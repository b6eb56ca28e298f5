import type { BlockRule } from './markdownParser.ts';

const CLOSINGS: Readonly<Record<string, string>> = { $$: '$$', '\\[': '\\]' };

/**
 * `$$ … $$` and `\[ … \]` that begin a line. Such a block ends at its closing mark, or with the line before an empty one:
 * TeX allows none in a formula, and no block may depend on what stands further below it.
 */
export const mathBlock: BlockRule = (state, startLine, endLine, silent) => {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const closing = CLOSINGS[state.src.slice(start, start + 2)];
  if (closing === undefined || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const lineOf = (line: number, from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)) =>
    state.src.slice(from, state.eMarks[line]).trimEnd();
  const first = lineOf(startLine, start + 2);
  // Words after a formula that ends in its first line: a sentence, whose inline rule draws it.
  if (first.includes(closing) && !first.endsWith(closing)) return false;
  if (silent) return true;
  let line = startLine;
  let closed = first.endsWith(closing);
  while (!closed && line + 1 < endLine && isInside(state, line + 1)) {
    line++;
    closed = lineOf(line).endsWith(closing);
  }
  state.line = line + 1;
  const token = state.push('math_block', '', 0);
  token.content = state.getLines(startLine, state.line, state.blkIndent, false).trim();
  token.meta = { closed };
  token.map = [startLine, state.line];
  return true;
};

function isInside(state: Parameters<BlockRule>[0], line: number): boolean {
  return !state.isEmpty(line) && (state.sCount[line] ?? 0) >= state.blkIndent;
}
