type Fields = Readonly<Record<string, unknown>>;

/**
 * Stands in a kept turn for so many characters of the text that was passed on, which is in the message already: memory
 * stays flat however long an answer is, and nothing is stored twice.
 */
export function textPlace(length: number): { readonly textLength: number } {
  return { textLength: length };
}

/**
 * The pieces of a kept turn with the message's text back in its places; undefined where the message says something else
 * than was said then, because another model went on with it or it was shortened.
 */
export function withTexts(pieces: readonly Fields[], text: string): Fields[] | undefined {
  let at = 0;
  const filled = pieces.map((piece) => {
    const { textLength: length, ...rest } = piece;
    if (typeof length !== 'number' || !(length >= 0)) return piece;
    at += length;
    return { ...rest, text: text.slice(at - length, at) };
  });
  return at === text.length ? filled : undefined;
}
