import { HIDDEN_ROWS, HIDDEN_SIGNS, isFlag, TAGGED_FLAG } from '../core/hiddenSigns.ts';

/** A pattern for what an answer must not hide: runs of signs that are not seen, and flags, which are none. */
export const HIDDEN_OR_FLAG = `${TAGGED_FLAG}|[${HIDDEN_SIGNS}]+|${HIDDEN_ROWS}`;

/** Whether what the pattern found hides something. */
export function hidesText(signs: string): boolean {
  return !isFlag(signs);
}
