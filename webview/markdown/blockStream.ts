import { splitBlocks } from './splitBlocks.ts';

export interface BlockChange {
  /** True when text was taken back from closed blocks: everything drawn so far goes. */
  readonly restarted: boolean;
  /** Blocks closed since the last update; they will not change again. */
  readonly added: readonly string[];
  /** The Markdown after the last closed block. */
  readonly tail: string;
}

/** Follows a growing Markdown text block by block, looking only at what comes after the last closed one. */
export class BlockStream {
  #closed = '';

  update(source: string): BlockChange {
    const restarted = !source.startsWith(this.#closed);
    if (restarted) this.#closed = '';
    const { closed, tail } = splitBlocks(source.slice(this.#closed.length));
    this.#closed = source.slice(0, source.length - tail.length);
    return { restarted, added: closed, tail };
  }
}
