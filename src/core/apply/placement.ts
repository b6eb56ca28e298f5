/** Where and how a change was placed in a text, or why it has no place. */
export type Placement =
  | {
      readonly ok: true;
      /** The whole new text. */
      readonly text: string;
      readonly how: 'patch' | 'searchReplace' | 'wholeFile' | 'declaration' | 'markers' | 'anchors' | 'selection';
      /** Whether every line was found as it was written, or only with other blanks. */
      readonly exact: boolean;
    }
  | { readonly ok: false; readonly failure: PlacementFailure };

/** What did not fit. `part` is a hunk or a piece of the change, counted from 1, of `parts`. */
export type PlacementFailure =
  | {
      readonly kind: 'missing';
      readonly part: number;
      readonly parts: number;
      /** The first line of the part that the text does not have where the part belongs. */
      readonly expected: string;
      /** Where the part fits best, counted from 1. */
      readonly near: number;
    }
  | {
      readonly kind: 'ambiguous';
      readonly part: number;
      readonly parts: number;
      /** The lines, counted from 1, where it would fit just as well. */
      readonly places: readonly number[];
    }
  | { readonly kind: 'noPlace' };
