/** A value that was found, and where in its text. */
export interface Match {
  readonly kind: string;
  readonly start: number;
  readonly value: string;
  /** It is about a person, and no secret. */
  readonly personal?: true;
}

/** Looks for one kind of thing in a text of some thousand characters. */
export type Finder = (text: string) => Match[];
