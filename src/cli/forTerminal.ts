import { HIDDEN_SIGNS } from '../core/hiddenSigns.ts';

/** Returns too: what follows one would be written over what stands there. */
const HIDDEN = new RegExp(`[${HIDDEN_SIGNS}\\r]`, 'gu');

/**
 * Words of a model for a person's terminal: without the escapes that would move the cursor, set the clipboard or hide text.
 * What is read by another program stays as it is.
 */
export function forTerminal(text: string, isTerminal: boolean): string {
  return isTerminal ? text.replace(HIDDEN, (sign) => (sign === '\r' ? '' : '\ufffd')) : text;
}
