import { HIDDEN_SIGNS } from '../protocol/hiddenSigns.ts';

/** More does not fit into a notification. */
const LONGEST = 1000;
const HIDDEN = new RegExp(`[${HIDDEN_SIGNS}]+`, 'gu');

/**
 * Foreign words for a notification: without anything in which the editor would see a link, command links included, and
 * without signs that disguise the words.
 */
export function plainText(text: string): string {
  const plain = text.replace(HIDDEN, ' ').replaceAll('](', '] (').trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST).toWellFormed()}…` : plain;
}
