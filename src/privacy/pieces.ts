/** In UTF-16 code units: as much as one look takes, so that no rule meets more at once, however long a line is. */
const LONGEST = 48_000;

/** What two pieces share: as long as the longest thing that is looked for, a private key. */
const SHARED = 6000;

/** A text in pieces that overlap, each with its place. */
export function* piecesOf(text: string): Generator<{ readonly offset: number; readonly piece: string }> {
  for (let offset = 0; ; offset += LONGEST - SHARED) {
    yield { offset, piece: text.slice(offset, offset + LONGEST) };
    if (offset + LONGEST >= text.length) return;
  }
}
