/** Whether a text fits a pattern in which `*` stands for any characters, slashes too. Takes time by the product of both lengths at most. */
export function matchesWildcard(text: string, pattern: string): boolean {
  let [at, from] = [0, 0];
  let back: { readonly at: number; from: number } | undefined;
  while (from < text.length) {
    if (pattern[at] === '*') {
      back = { at, from };
      at += 1;
    } else if (at < pattern.length && pattern[at] === text[from]) {
      at += 1;
      from += 1;
    } else if (back !== undefined) {
      back.from += 1;
      at = back.at + 1;
      from = back.from;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
