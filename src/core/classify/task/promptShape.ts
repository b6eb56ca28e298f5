/** The first of these that a length is below tells its class. */
const PROMPT_SIZES = [15, 30, 60, 120, 250, 600, 1500];
const WORDS_SIZES = [40, 100, 300, 1000];

const SIGNS: readonly (readonly [string, RegExp])[] = [
  ['quoted', /["“«「『].{20,}/],
  ['symbols', /[a-z]+[A-Z]\w*|\w+_\w+|\w+\(\)|`[^`]+`/],
  [
    'codeFile',
    /(?:^|[\s@#(`'"/])[\w./-]+\.(?:tsx?|jsx?|py|rs|go|java|rb|php|cs|cpp|c|h|vue|css|html?|ya?ml|toml|sh|json|sql|ipynb|kt|swift|dart)\b/,
  ],
  ['textFile', /\.(?:md|txt|docx?|pdf|rst)\b|readme/i],
  ['mention', /(?:^|\s)[@#/]\w+/],
  ['link', /https?:\/\//],
  ['sums', /\d\s*[-+*/^=×÷]\s*\d|\d\s*%|\$\s?\d|\\frac|\bx\s*[\^=]|²/],
];

/** Signs of a prompt's shape: how long it is, how it ends, what kinds of things its words name. */
export function promptShape(
  prompt: string,
  words: string,
  { lines, code, reach }: { readonly lines: readonly string[]; readonly code: number; readonly reach: number },
): string[] {
  const shape = [`size${sizeOf(prompt, PROMPT_SIZES)}`, `words${sizeOf(words, WORDS_SIZES)}`];
  // A slip of the finger may stand behind it.
  if (/[?？]\S{0,2}$/.test(words.trimEnd())) shape.push('asks');
  else if (/[?？]/.test(words)) shape.push('asksInside');
  if (/[:：]\s*$/m.test(words.slice(0, reach))) shape.push('colon');
  if (lines.length > 1 && (lines[0]?.length ?? 0) < 160 && words.length > 400 && code < 3) shape.push('textAfter');
  return [...shape, ...SIGNS.flatMap(([sign, pattern]) => (pattern.test(words) ? [sign] : []))];
}

function sizeOf({ length }: string, sizes: readonly number[]): number {
  const at = sizes.findIndex((size) => length < size);
  return at < 0 ? sizes.length : at;
}
