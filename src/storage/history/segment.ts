/** A piece of text, marked where it is what was searched for. */
export interface Segment {
  readonly text: string;
  readonly marked: boolean;
}
