/** The text in lower case without diacritics, each character in its old place. */
export function foldText(text: string): string {
  const lower = text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII.
  return lower.replace(/[^\u0000-\u007f]/g, foldCharacter);
}

function foldCharacter(character: string): string {
  const [base = character] = character.normalize('NFD');
  const lower = base.toLowerCase();
  return lower.length === 1 ? lower : character;
}
