import { HIDDEN_OR_FLAG, hidesText } from '../../src/protocol/hiddenSigns.ts';

const HIDDEN = new RegExp(HIDDEN_OR_FLAG, 'gu');

/** A name that others chose, such as a file's, with `�` where signs would hide a part of it or show it in another order. */
export function withHiddenShown(name: string): string {
  return name.replace(HIDDEN, (signs) => (hidesText(signs) ? '\u{fffd}' : signs));
}
