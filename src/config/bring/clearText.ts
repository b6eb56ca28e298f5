import { say } from '../../core/words.ts';
import type { NoteReason } from './noteList.ts';

/** A text that is stored and sent in clear, or why the variable that a file puts there is not taken. */
export type ClearText = { readonly text: string } | { readonly problem: NoteReason };

/**
 * What a variable is worth where its value is stored and sent in clear: only an open one is taken, which the file sets
 * itself or whose name says that it holds no secret.
 */
export function clearText(name: string, value: string | undefined, isOpen: boolean): ClearText {
  if (!isOpen) {
    const why = say('the variable {0} would be stored and sent in clear', name);
    return { problem: { why, todo: say('write its value out, and import again') } };
  }
  if (value !== undefined) return { text: value };
  return { problem: { why: say('the variable {0} is not set here', name), todo: say('set it, and import again') } };
}
