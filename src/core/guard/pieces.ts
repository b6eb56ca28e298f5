/** Guards read a few thousand tokens: longer texts are judged in pieces of so many UTF-16 code units. */
export const PIECE = 12_000;
/** Each begins with so much of what was judged before it: nothing hides at a seam. */
export const OVERLAP = 500;
