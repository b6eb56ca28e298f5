/** What a piece that begins in the middle of a long block goes on with. */
export type Continued =
  | { readonly block: 'list' | 'quote' | 'paragraph' }
  | { readonly block: 'numbers' /** The number of its first item. */; readonly next: number }
  | {
      readonly block: 'table' /** The lines of its head, which Markdown needs to know a table. */;
      readonly head: string;
    };

/** A part of an answer that will not change again: a block, a part of a long one, or code. */
export interface Piece {
  readonly markdown: string;
  /** Absent where it begins with a block. */
  readonly continued?: Continued;
  /** Whether its last block goes on in the next piece. */
  readonly continues?: true;
  /** Drawn as it was written: the answer has more in it than a page can hold. */
  readonly plain?: true;
  /** A long block of code: drawn as it is, without Markdown. */
  readonly code?: {
    /** Everything behind the fence. */
    readonly info: string;
    readonly language: string;
    readonly text: string;
  };
}
