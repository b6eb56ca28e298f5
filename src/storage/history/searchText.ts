/** Written without blanks between words: each character is a word of its own, and a run of them a phrase. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/gu;
/** Parts words for the tokenizer and takes no room on a screen. */
const PART = '\u200b';
const MOST_WORDS = 16;
const LONGEST_WORD = 100;

/** A text as it is indexed. */
export function indexedText(text: string): string {
  return (
    text
      .normalize('NFC')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they could end a text.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b]/g, ' ')
      .replace(UNSPACED, `${PART}$&${PART}`)
  );
}

/** An indexed text as it was. */
export function shownText(indexed: string): string {
  return indexed.replaceAll(PART, '');
}

/** The words of what someone typed into a search box, those without a letter or digit left out. */
export function searchWords(typed: string): string[] {
  return typed
    .slice(0, 2000)
    .replaceAll('"', ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, LONGEST_WORD));
}

/**
 * The words as an FTS5 expression in which each of them is quoted, so that no operator or column can hide in it
 * (sqlite.org/fts5.html#fts5_strings); null when there is none.
 */
export function matchExpression(typed: string): string | null {
  const words = searchWords(typed).map((word) => `"${indexedText(word)}"*`);
  return words.length === 0 ? null : words.join(' ');
}
