/** The place where a continuation repeats the end of the text before it. */
export interface Overlap {
  readonly before: string;
  readonly after: string;
  /** Where in `before` the repeated end begins. */
  readonly start: number;
  /** How long it is without its whitespace. */
  readonly size: number;
  /** It is all there was before. */
  readonly whole: boolean;
  /** It stands nowhere else in `before`. */
  readonly once: boolean;
  /** The model was given the text as the beginning of its own message: it has no reason to say it again. */
  readonly prefilled: boolean;
}

/** So much is not said twice by chance; counted without whitespace. */
const LONG = 16;

/** Lines that do stand twice in a row: ends of blocks, rules, single values. */
const DOUBLED =
  /^[\s\])}>;,'"]*(?:end|fi|done|esac|else|pass|break|continue|return|null|none|true|false|<\/[\w-]+>|\*\/|\W*)[\s\])}>;,'"]*$/i;

/** More than figures and punctuation, which often stand twice. */
const WORDY = /[\p{L}\p{Extended_Pictographic}]/u;

/** Words that do. */
const DOUBLED_WORD = /^\s+(?:really|never|again|please|there|maybe|always|there's)\W*$/i;

/**
 * Whether what a continuation begins with is the end of the text before it said again, or meant as new. What goes on with
 * a pattern that the text already repeats ("ha ha ha", rows alike) is new. Everything there was is an echo. So is what is
 * long (16 characters) and stood there once. Shorter ones are echoes where they would make little sense as new text: a word
 * or six characters that would be glued to the same ones ("foxfox"), a whole line after its line break, words of five
 * characters that stood there once. Short words do stand twice ("had had"), and ends of blocks.
 */
export function isEcho(overlap: Overlap): boolean {
  const { before, after, start, size, whole, once, prefilled } = overlap;
  const said = before.slice(start);
  if (goesOn(said, after)) return false;
  const glued = !/\s$/.test(before) && !/^\s/.test(after);
  if (size >= LONG) return whole || once || glued;
  const hasBlank = /^\s/.test(after);
  if (whole && !hasBlank) return size >= 3 || /^\s*\p{L}/u.test(before);
  // With the blank before it where the continuation has one.
  const same = hasBlank ? before.slice(start - (/^\s+/.exec(after)?.[0].length ?? 0)) : said;
  if (prefilled || !after.startsWith(same)) return false;
  if (glued && said.length >= 8) return true;
  if (!WORDY.test(said)) return false;
  if (glued) return said.length >= 6 || (said.length >= 3 && beginsWord(before, start));
  if (!once || !beginsWord(before, start)) return false;
  if (/\n$/.test(said)) return size >= 4 && /(?:^|\n)$/.test(before.slice(0, start)) && !DOUBLED.test(said);
  return size >= 5 && !DOUBLED_WORD.test(` ${said}`);
}

/** Whether a text that repeats itself to its end is repeated once more by what comes after it. */
function goesOn(said: string, after: string): boolean {
  const period = smallestPeriod(said);
  return said.length >= 2 * period && after.startsWith(said.slice(-period).slice(0, after.length));
}

/** The length of the shortest piece that a text repeats, its last repetition cut short or not. */
function smallestPeriod(text: string): number {
  // How long the beginning is that ends at each place (Knuth, Morris, Pratt).
  const borders: number[] = [0];
  for (let at = 1, border = 0; at < text.length; at++) {
    while (border > 0 && text[at] !== text[border]) border = borders[border - 1] ?? 0;
    if (text[at] === text[border]) border++;
    borders.push(border);
  }
  return text.length - (borders.at(-1) ?? 0);
}

/** Scripts without blanks between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function beginsWord(text: string, at: number): boolean {
  const previous = text[at - 1] ?? ' ';
  return !/[\p{L}\p{N}_]/u.test(previous) || UNSPACED.test(previous) || UNSPACED.test(text[at] ?? '');
}
