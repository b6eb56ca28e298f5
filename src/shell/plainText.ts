import { HIDDEN_SIGNS } from '../protocol/hiddenSigns.ts';

/** More does not fit into a notification. */
const LONGEST = 1000;
/** More does not fit into a row. */
const LONGEST_LABEL = 300;
const HIDDEN = new RegExp(`[${HIDDEN_SIGNS}]+`, 'gu');
/** As the editor finds icons in labels (microsoft/vscode, src/vs/base/common/iconLabels.ts). */
const ICON = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;

/**
 * Foreign words for a notification: without anything in which the editor would see a link, command links included, and
 * without signs that disguise the words.
 */
export function plainText(text: string): string {
  return shortened(withoutHidden(text).replaceAll('](', '] (').trim(), LONGEST);
}

/**
 * Foreign words where the editor draws icons but no links, as in rows that are picked from and in the status bar: in one
 * line, without icons and without signs that disguise the words.
 */
export function plainLabel(text: string): string {
  const plain = withoutHidden(text).replace(/[\r\n]+/g, ' ');
  return shortened(plain, LONGEST_LABEL).replace(ICON, '\\$&');
}

/** Foreign words where the editor draws icons and makes links, as below the box of a question. */
export function plainPrompt(text: string): string {
  return plainText(text).replace(ICON, '\\$&');
}

/** Foreign words without the signs that disguise them. */
export function withoutHidden(text: string): string {
  return text.replace(HIDDEN, ' ');
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;
}
