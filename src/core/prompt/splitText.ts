/** A text in pieces of at most so many characters, cut between paragraphs, else lines, else words. */
export function splitText(text: string, most: number): string[] {
  const pieces: string[] = [];
  let at = 0;
  while (text.length - at > most) {
    const window = text.slice(at, at + most);
    const cut = lastOf(window, '\n\n') ?? lastOf(window, '\n') ?? lastOf(window, ' ') ?? most;
    pieces.push(window.slice(0, cut));
    at += cut;
  }
  pieces.push(text.slice(at));
  return pieces.filter((piece) => piece.trim() !== '');
}

/** Behind the last separator, if that leaves at least half of the window used. */
function lastOf(window: string, separator: string): number | undefined {
  const found = window.lastIndexOf(separator);
  return found < window.length / 2 ? undefined : found + separator.length;
}
