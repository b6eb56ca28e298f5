const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A text of which so great a share of the characters was mistyped: dropped, replaced, doubled by another, or swapped. */
export function withTypos(text: string, share: number, random: () => number): string {
  const characters = [...text];
  const letter = () => LETTERS.charAt(Math.floor(random() * LETTERS.length));
  let typed = '';
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '\n' || random() >= share) {
      typed += character;
      continue;
    }
    const kind = Math.floor(random() * 4);
    if (kind === 1) typed += letter();
    else if (kind === 2) typed += character + letter();
    else if (kind === 3) typed += (characters[++at] ?? '') + character;
  }
  return typed;
}
