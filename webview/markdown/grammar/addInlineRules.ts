import { findMath } from './findMath.ts';
import type { InlineRule, MarkdownParser } from './markdownParser.ts';

const FOOTNOTE = /\[\^([^\s\]]{1,60})\](?!:)/y;

/** Formulas in a sentence and marks of footnotes. */
export function addInlineRules(markdown: MarkdownParser): void {
  markdown.inline.ruler.before('escape', 'math_inline', mathInline);
  markdown.inline.ruler.before('link', 'footnote_mark', footnoteMark);
}

const mathInline: InlineRule = (state, silent) => {
  const found = findMath(state.src, state.pos, state.posMax);
  if (found === null) return false;
  if (!silent) state.push('math_inline', '', 0).content = found;
  state.pos += found.length;
  return true;
};

const footnoteMark: InlineRule = (state, silent) => {
  FOOTNOTE.lastIndex = state.pos;
  const match = FOOTNOTE.exec(state.src);
  if (match === null) return false;
  if (!silent) state.push('footnote_mark', '', 0).content = match[1] ?? '';
  state.pos += match[0].length;
  return true;
};
