/** The vocabularies' splitters never join a letter to what is no letter after it: a cut there changes no count. */
const SAFE_CUT = /\p{L}(?=[^\p{L}\p{M}'’])/u;

/**
 * Cuts a text into pieces of about `length` UTF-16 code units, each the start of the next one's. Where no safe cut is
 * near (a page of Chinese, base64) it cuts between any two characters, which can add one token.
 */
export function* segments(text: string, length: number): Generator<string, void> {
  for (let start = 0; start < text.length; ) {
    const end = cutAfter(text, start + length, length / 4);
    yield text.slice(start, end);
    start = end;
  }
}

function cutAfter(text: string, at: number, reach: number): number {
  if (at >= text.length) return text.length;
  const safe = SAFE_CUT.exec(text.slice(at, at + reach));
  if (safe !== null) return at + safe.index + safe[0].length;
  const splitsPair = text.codePointAt(at - 1) !== text.charCodeAt(at - 1);
  return splitsPair ? at + 1 : at;
}
