import type { Piece } from './piece.ts';

const OPENING = /^\n*(`{3,}|~{3,})([^\n`]*)\n/;
/** Shorter code is drawn by the Markdown renderer like any block. */
const LONG = 4000;

interface Fence {
  readonly info: string;
  readonly language: string;
  readonly codeStart: number;
  readonly closing: RegExp;
  /** The code up to here holds no closing fence. */
  scanned: number;
}

/** Code whose end is not there. */
export interface OpenCode {
  /** Everything behind the fence. */
  readonly info: string;
  readonly language: string;
  readonly code: string;
}

/** Follows a block of code that is still growing, looking at no line twice. */
export class FenceStream {
  #seen = '';
  #fence: Fence | undefined;

  /** `text` begins where a block begins. Returns the code that begins there, until its end has come; then all of the block. */
  update(text: string): Piece | OpenCode | undefined {
    if (!text.startsWith(this.#seen)) this.#fence = undefined;
    this.#seen = text;
    this.#fence ??= fenceOf(text);
    if (this.#fence === undefined) return undefined;
    const { info, language, codeStart, closing, scanned } = this.#fence;
    const complete = text.lastIndexOf('\n') + 1;
    closing.lastIndex = scanned;
    const match = closing.exec(text);
    const end = match === null ? 0 : match.index + match[0].length + 1;
    // A line that is not complete may become anything.
    if (match !== null && end <= complete) {
      const markdown = text.slice(0, end);
      return end < LONG
        ? { markdown }
        : { markdown, code: { info, language, text: text.slice(codeStart, match.index) } };
    }
    this.#fence.scanned = Math.max(codeStart, complete);
    closing.lastIndex = this.#fence.scanned;
    // A fence that lacks only its line break is not shown as code.
    return { info, language, code: text.slice(codeStart, closing.test(text) ? complete : undefined) };
  }
}

/** Returns are left to the parser, which knows more about them. */
function fenceOf(text: string): Fence | undefined {
  const match = OPENING.exec(text);
  if (match === null || text.includes('\r')) return undefined;
  const [opening, marker = '', info = ''] = match;
  return {
    info: info.trim(),
    language: info.trim().split(/\s+/, 1)[0] ?? '',
    codeStart: opening.length,
    closing: new RegExp(`^ {0,3}${marker[0]}{${marker.length},}[ \\t]*$`, 'gm'),
    scanned: opening.length,
  };
}
