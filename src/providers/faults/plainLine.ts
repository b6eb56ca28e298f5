/** Colours, cursor moves, window titles and links of terminals, ECMA-48. */
const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c|$)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[ -/]*[0-~]/g;

/** Controls, and what turns the direction of text around or hides in it (unicode.org/reports/tr36, "Bidirectional Text Spoofing"). */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/**
 * Words of a provider as one line that is what it seems, wherever it is shown: no line breaks, no terminal's escapes, no
 * control and no bidi characters, no half characters.
 */
export function plainLine(text: string, longest: number): string {
  const line = text.replace(ESCAPES, '').replace(/\s+/g, ' ').replace(UNSEEN, '').trim().toWellFormed();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
