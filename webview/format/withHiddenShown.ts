import { HIDDEN_SIGNS } from '../../src/protocol/hiddenSigns.ts';

const HIDDEN = new RegExp(`[${HIDDEN_SIGNS}]+`, 'gu');

/** A name that others chose, such as a file's, with `�` where signs would hide a part of it or show it in another order. */
export function withHiddenShown(name: string): string {
  return name.replace(HIDDEN, '\u{fffd}');
}
