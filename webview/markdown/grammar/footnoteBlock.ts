import type { BlockRule } from './markdownParser.ts';

const DEFINITION = /^\[\^([^\s\]]{1,60})\]:[ \t]*(?=\S)/;
/** As far as the lines of a note below its first are indented. */
const INDENT = 4;

/** `[^label]: text` with indented lines below it: drawn where it stands, since other blocks may be closed already. */
export const footnoteBlock: BlockRule = (state, startLine, endLine, silent) => {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const match = DEFINITION.exec(state.src.slice(start, state.eMarks[startLine]));
  if (match === null || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  if (silent) return true;
  const opening = state.push('footnote_open', 'section', 1);
  opening.meta = { label: match[1] };
  const { parentType } = state;
  const marks = [state.bMarks[startLine], state.tShift[startLine], state.sCount[startLine]] as const;
  state.blkIndent += INDENT;
  state.bMarks[startLine] = start + match[0].length;
  state.tShift[startLine] = 0;
  state.sCount[startLine] = state.blkIndent;
  state.parentType = 'footnote';
  state.md.block.tokenize(state, startLine, endLine);
  state.parentType = parentType;
  state.blkIndent -= INDENT;
  state.bMarks[startLine] = marks[0] ?? 0;
  state.tShift[startLine] = marks[1] ?? 0;
  state.sCount[startLine] = marks[2] ?? 0;
  opening.map = [startLine, state.line];
  state.push('footnote_close', 'section', -1);
  return true;
};
