import * as vscode from 'vscode';
import type { Completion } from '../../protocol/messages/contextMessages.ts';

/** A completion with the English words it is also found by. */
export interface FixedCompletion extends Completion {
  readonly words: string;
}

/** What can always be attached, in the order it is offered. */
export function fixedCompletions(): readonly FixedCompletion[] {
  const { t } = vscode.l10n;
  return [
    {
      id: 'selection',
      label: t('selection'),
      detail: t('What is selected in the editor'),
      icon: 'selection',
      words: 'selection',
    },
    {
      id: 'editors',
      label: t('editors'),
      detail: t('The files of all open editors'),
      icon: 'editors',
      words: 'editors open',
    },
    {
      id: 'problems',
      label: t('problems'),
      detail: t('What the Problems view shows'),
      icon: 'problems',
      words: 'problems errors',
    },
    {
      id: 'changes',
      label: t('changes'),
      detail: t('Staged and unstaged changes'),
      icon: 'changes',
      words: 'changes git diff',
    },
    {
      id: 'terminal',
      label: t('terminal'),
      detail: t('The last command and its output'),
      icon: 'terminal',
      words: 'terminal',
    },
  ];
}
