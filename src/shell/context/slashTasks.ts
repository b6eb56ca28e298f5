import * as vscode from 'vscode';

/** What there is to work on, which decides a task's words. */
export interface SlashSubject {
  readonly selected: boolean;
  readonly problems: boolean;
}

/** A task that is asked for with `/NAME`. */
export interface SlashTask {
  readonly name: string;
  /** The gesture, as the classifier knows it. */
  readonly command: string;
  readonly description: string;
  /** What is asked where nothing else is said. */
  words(subject: SlashSubject): string;
  /** How the words behind the name are asked, where they are no addition. */
  withRest?(rest: string): string;
  /** Works on what is changed where nothing else is sent along. */
  readonly onChanges?: true;
}

/** The tasks behind `/`, in the order they are offered. */
export function slashTasks(): readonly SlashTask[] {
  const { t } = vscode.l10n;
  const either = (selected: string, file: string) => (subject: SlashSubject) => (subject.selected ? selected : file);
  return [
    {
      name: 'explain',
      command: 'explain',
      description: t('Explain how it works'),
      words: either(t('Explain the selected code.'), t('Explain this file.')),
    },
    {
      name: 'fix',
      command: 'fix',
      description: t('Find and fix what is wrong'),
      words: ({ selected, problems }) => {
        if (problems)
          return selected ? t('Fix the reported problems in the selected code.') : t('Fix the reported problems.');
        return selected
          ? t('Find and fix the mistake in the selected code.')
          : t('Find and fix the mistake in this file.');
      },
    },
    {
      name: 'tests',
      command: 'tests',
      description: t('Write tests'),
      words: either(t('Write tests for the selected code.'), t('Write tests for this file.')),
    },
    {
      name: 'review',
      command: 'review',
      description: t('Review the code or the changes'),
      words: either(t('Review the selected code.'), t('Review this.')),
      onChanges: true,
    },
    {
      name: 'docs',
      command: 'docs',
      description: t('Write documentation'),
      words: either(t('Write documentation for the selected code.'), t('Write documentation for this file.')),
    },
    {
      name: 'summarize',
      command: 'summarize',
      description: t('Summarize'),
      words: either(t('Summarize the selection.'), t('Summarize this file.')),
    },
    {
      name: 'translate',
      command: 'translate',
      description: t('Translate into another language'),
      words: either(t('Translate the selection into English.'), t('Translate this file into English.')),
      withRest: (rest) => t('Translate this into the language that is named, or what follows: {0}', rest),
    },
    {
      name: 'rewrite',
      command: 'rewrite',
      description: t('Rewrite, for example shorter or plainer'),
      words: either(
        t('Rewrite the selection so that it reads better.'),
        t('Rewrite this file so that it reads better.'),
      ),
      withRest: (rest) => t('Rewrite this: {0}', rest),
    },
    {
      name: 'commit',
      command: 'commit',
      description: t('Write a commit message for the changes'),
      words: () => t('Write a commit message for these changes.'),
      onChanges: true,
    },
  ];
}
