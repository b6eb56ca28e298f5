import type { Token } from 'markdown-it';
import type { Continued, Piece } from './piece.ts';
import type { OpenBlock } from './splitBlocks.ts';
import { wholeEnd } from './wholeEnd.ts';

/** A block up to this long is drawn as a whole, anew with every piece of text. */
const LONG = 4000;
/** About so much of a longer one is closed at a time: a millisecond or two to draw. */
const PART = 2000;
/** What has no place to be cut is cut anywhere from this length on, */
const LONGEST = 16_000;
/** code inside of a list or a quote later, since its other half would not look like code. */
const LONGEST_CODE = 100_000;
const FEW_LINES = 20;

const STARTS_PARAGRAPH = /^\p{L}/u;
const MAYBE_END = /\s+(?=\p{L})|(?<=[。！？])(?=\p{L})/gu;
const ENDS_SENTENCE = /[.!?:;,。！？]\s*$/;

interface Cut {
  readonly offset: number;
  readonly goesOn: Continued;
}

interface Parts {
  readonly parts: readonly Piece[];
  readonly rest: string;
  readonly continued: Continued | undefined;
}

/**
 * Closes the parts of a long open block that will hardly change again, though Markdown would not promise it: the items of a
 * list, the rows of a table, the sentences of a paragraph. What such a block may lose by it is small (an emphasis
 * that spans thousands of letters, the air between items); without it, every word would draw all of it again.
 * `head` is what stands before the tail in what the block was read from.
 */
export function cutLongBlock(tail: string, open: OpenBlock | undefined, continued: Continued | undefined): Parts {
  const head = continued?.block === 'table' ? continued.head.length : 0;
  if (tail.length - head < LONG) return { parts: [], rest: tail.slice(head), continued };
  const parts: Piece[] = [];
  let from = head;
  let current = continued;
  const cuts = open === undefined ? sentenceEnds(tail, 0) : cutsOf(tail, open, continued);
  for (const { offset, goesOn } of cuts) {
    if (offset - from < PART) continue;
    const markdown = tail.slice(from, offset);
    parts.push({ markdown, continues: true, ...(current === undefined ? {} : { continued: current }) });
    from = offset;
    current = goesOn;
  }
  const rest = tail.slice(from);
  const isCode = open?.tokens.some(({ type, map }) => type === 'fence' && map !== null && map[1] - map[0] > FEW_LINES);
  if (rest.length <= (isCode ? LONGEST_CODE : LONGEST)) return { parts, rest, continued: current };
  return cutAnywhere(rest, parts, current);
}

/** Parts of a block that no writer makes so long: what they look like matters less than that the panel stays usable. */
function cutAnywhere(tail: string, parts: Piece[], continued: Continued | undefined): Parts {
  let rest = tail;
  let current = continued;
  while (rest.length > 2 * PART) {
    const markdown = rest.slice(0, wholeEnd(rest, 2 * PART));
    parts.push({ markdown, continues: true, ...(current === undefined ? {} : { continued: current }) });
    rest = rest.slice(markdown.length);
    current = { block: 'paragraph' };
  }
  return { parts, rest, continued: current };
}

function cutsOf(tail: string, { tokens, lines }: OpenBlock, continued: Continued | undefined): Cut[] {
  const [first] = tokens;
  const at = (token: Token) => lines[token.map?.[0] ?? 0] ?? 0;
  const children = tokens.filter(({ level, nesting, map }) => level === 1 && nesting >= 0 && map !== null).slice(1);
  switch (first?.type) {
    case 'bullet_list_open':
      return children.map((item) => ({ offset: at(item), goesOn: { block: 'list' } }));
    case 'blockquote_open':
      return children.map((child) => ({ offset: at(child), goesOn: { block: 'quote' } }));
    case 'ordered_list_open': {
      const start = continued?.block === 'numbers' ? continued.next : Number(first.attrGet('start') ?? 1);
      return children.map((item, index) => ({
        offset: at(item),
        goesOn: { block: 'numbers', next: start + index + 1 },
      }));
    }
    case 'table_open': {
      const head = tail.slice(0, lines[(first.map?.[0] ?? 0) + 2]);
      // Every part would draw it again.
      if (head.length > LONG) return [];
      const body = tokens.findIndex(({ type }) => type === 'tbody_open');
      const rows = body < 0 ? [] : tokens.slice(body).filter(({ type }) => type === 'tr_open');
      return rows.map((row) => ({ offset: at(row), goesOn: { block: 'table', head } }));
    }
    case 'paragraph_open':
      return sentenceEnds(tail, lines.at(-1) ?? 0);
    default:
      return [];
  }
}

/**
 * Ends of sentences with no code, emphasis or link open, before a letter: what begins with one is a paragraph again. The
 * last line is not complete: it belongs to the paragraph where it begins with a letter as well.
 */
function sentenceEnds(tail: string, lastLine: number): Cut[] {
  const text = STARTS_PARAGRAPH.test(tail.slice(lastLine)) ? tail : tail.slice(0, lastLine);
  const ends: Cut[] = [];
  let from = 0;
  for (const { index, 0: blank } of text.matchAll(MAYBE_END)) {
    const offset = index + blank.length;
    if (offset - from < PART) continue;
    const sentence = text.slice(from, offset);
    if (offset - from < 3 * PART && !(ENDS_SENTENCE.test(sentence) && isBalanced(sentence))) continue;
    ends.push({ offset, goesOn: { block: 'paragraph' } });
    from = offset;
  }
  return ends;
}

function isBalanced(text: string): boolean {
  const count = (mark: string) => text.split(mark).length - 1;
  return ['`', '*', '_', '~~', '$'].every((mark) => count(mark) % 2 === 0) && count('[') === count(']');
}
