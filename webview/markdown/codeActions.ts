import { isFileLanguage, isPatchLanguage, isShell } from '../../src/protocol/codeLanguages.ts';
import type { IconName } from '../icon.ts';
import { strings } from '../strings.ts';

/** What can be done with a code block; `copy` is always in its header. */
export type CodeActionName = 'apply' | 'terminal' | 'insert' | 'newFile';

export interface CodeAction {
  readonly name: CodeActionName;
  readonly icon: IconName;
  readonly label: string;
  /** Stands beside the icon where there is room. */
  readonly word?: string;
}

/** Every action as it is shown. */
export const CODE_ACTIONS: Readonly<Record<CodeActionName, CodeAction>> = {
  apply: { name: 'apply', icon: 'diff', label: strings.applyCode, word: strings.applyWord },
  terminal: { name: 'terminal', icon: 'terminal', label: strings.placeInTerminal },
  insert: { name: 'insert', icon: 'insert', label: strings.insertAtCursor },
  newFile: { name: 'newFile', icon: 'newFile', label: strings.newFileWithCode },
};

/** What is offered for a block: the likeliest, if one is, in its header, and the rest behind a button. */
export function codeActions(
  language: string,
  hasPath: boolean,
): { readonly first: CodeAction | undefined; readonly rest: readonly CodeAction[] } {
  const { apply, terminal, insert, newFile } = CODE_ACTIONS;
  if (isPatchLanguage(language)) return { first: apply, rest: [insert, newFile] };
  if (isShell(language) && !hasPath) return { first: terminal, rest: [insert, newFile, apply] };
  if (isFileLanguage(language) || hasPath) {
    return { first: apply, rest: isShell(language) ? [insert, newFile, terminal] : [insert, newFile] };
  }
  return { first: undefined, rest: [apply, insert, newFile, terminal] };
}
