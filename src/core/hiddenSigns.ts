/**
 * Signs that are not seen and make a text say something else than is read: overrides and isolates of direction, the tag
 * characters, in which whole sentences can be hidden, and control characters but blanks and line ends. Joiners are left alone: scripts and emoji
 * need them; so are the marks of direction, which move nothing but punctuation.
 */
export const HIDDEN_SIGNS = String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}`;

/** The flags of England, Scotland and Wales are written with tag characters. */
export const TAGGED_FLAG = String.raw`\u{1f3f4}[\u{e0030}-\u{e007a}]{3,6}\u{e007f}`;

/** Signs of which scripts and emoji need one: in a row they are letters of a message that nobody sees. */
export const HIDDEN_ROWS = String.raw`[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2,}|[\u200b-\u200f\u2060-\u2064\ufeff]{8,}`;

/** Whether what one of these patterns found is such a flag, which hides nothing. */
export function isFlag(signs: string): boolean {
  return signs.startsWith('\u{1f3f4}');
}

const DISGUISES = new RegExp(`${TAGGED_FLAG}|[${HIDDEN_SIGNS}]+`, 'gu');

/** Foreign words without the signs that disguise them; a blank stands for them, so that two words stay two. */
export function withoutHidden(text: string): string {
  return text.replace(DISGUISES, (signs) => (isFlag(signs) ? signs : ' '));
}
