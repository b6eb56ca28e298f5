import { cutLongBlock } from './cutLongBlock.ts';
import { FenceStream, type OpenCode } from './fenceStream.ts';
import type { Continued, Piece } from './piece.ts';
import { splitBlocks } from './splitBlocks.ts';

export interface BlockChange {
  /** True when text was taken back from closed blocks: everything drawn so far goes. */
  readonly restarted: boolean;
  /** Pieces closed since the last update; they will not change again. */
  readonly added: readonly Piece[];
  /** The Markdown after the last closed piece. */
  readonly tail: string;
  /** What the tail goes on with. */
  readonly continued: Continued | undefined;
  /** The code that the tail is, as far as it has come. */
  readonly openCode: OpenCode | undefined;
}

/** Follows a growing Markdown text block by block, looking only at what comes after the last closed piece. */
export class BlockStream {
  #closed = '';
  #continued: Continued | undefined;
  #fence = new FenceStream();

  update(source: string): BlockChange {
    const restarted = !source.startsWith(this.#closed);
    if (restarted) this.#restart();
    const added: Piece[] = [];
    let rest = source.slice(this.#closed.length);
    let openCode: OpenCode | undefined;
    for (;;) {
      const fence = this.#continued === undefined ? this.#fence.update(rest) : undefined;
      if (fence !== undefined && 'markdown' in fence) {
        added.push(fence);
        rest = rest.slice(fence.markdown.length);
        continue;
      }
      openCode = fence;
      if (openCode !== undefined) break;
      const before = rest.length;
      rest = this.#split(rest, added);
      // Another fence may stand at the beginning of what is left.
      if (rest.length === before) break;
    }
    this.#closed = source.slice(0, source.length - rest.length);
    return { restarted, added, tail: rest, continued: this.#continued, openCode };
  }

  /** Adds the closed pieces of the text; returns what is left of it. */
  #split(text: string, added: Piece[]): string {
    const head = this.#continued?.block === 'table' ? this.#continued.head : '';
    const { closed, tail, open } = splitBlocks(head + text);
    for (const [index, block] of closed.entries()) {
      const markdown = index === 0 ? block.slice(head.length) : block;
      if (index === 0 && this.#continued !== undefined) added.push({ markdown, continued: this.#continued });
      else added.push({ markdown });
      this.#continued = undefined;
    }
    const { parts, rest, continued } = cutLongBlock(tail, open, this.#continued);
    added.push(...parts);
    this.#continued = continued;
    return rest;
  }

  #restart(): void {
    this.#closed = '';
    this.#continued = undefined;
    this.#fence = new FenceStream();
  }
}
