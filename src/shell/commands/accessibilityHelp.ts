import * as vscode from 'vscode';
import type { Reports } from '../reports.ts';

/** Opens a text, made for reading aloud, that tells how the chat is used with the keyboard and a screen reader. */
export function accessibilityHelp(reports: Reports): Promise<void> {
  return reports.show(vscode.l10n.t('Accessibility Help for the Switchyard Chat'), helpText());
}

function helpText(): string {
  const { t } = vscode.l10n;
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [
      t('Asking'),
      [
        t('The command "Switchyard: Ask in Chat" moves to the text box of the chat from anywhere.'),
        t('Enter sends, Shift+Enter begins a new line, Escape stops the answer that is coming.'),
        t('While an answer is coming, Enter puts the next question into a queue.'),
        t(
          'Type # to attach a file, a symbol, problems, changes or terminal output; type / for tasks and prompt files. The arrow keys choose, Enter takes, Escape closes the list.',
        ),
        t('What is attached is a list before the text box: the arrow keys move in it, Delete removes.'),
        t('The up arrow in an empty text box brings back the last question.'),
      ],
    ],
    [
      t('Reading'),
      [
        t('A finished answer, a change of model and a failure are announced; the text is not read out while it comes.'),
        t(
          'The conversation is one stop of the Tab key, at the newest message first: the arrow keys, Home and End move from message to message, Tab goes through the controls of that message and then on to the text box, Escape back to the message.',
        ),
        t('Every message and every heading in an answer is a heading for your screen reader.'),
        t(
          'The line above an answer names the task, the model, the reason, the cost and the time; Enter on it opens everything that is known of the decision.',
        ),
        t(
          'The code blocks of an answer are reached with Tab, their actions before the code; long lines scroll with the arrow keys.',
        ),
      ],
    ],
    [
      t('Acting on messages'),
      [
        t(
          'The actions of a message follow it: copy, edit, quote, regenerate, delete, and which of several versions is shown.',
        ),
        t(
          'A proposed change opens in a diff editor, which has its own help (Alt+F1); "Switchyard: Apply Change" and "Switchyard: Discard Change" end it.',
        ),
      ],
    ],
    [
      t('Chats'),
      [
        t(
          '"Switchyard: New Chat" begins a chat, "Switchyard: Show Chats" lists all: type to search, the arrow keys move, Enter opens, F2 renames, Delete deletes, Escape goes back.',
        ),
        t('"Switchyard: Open Chat in Editor" shows the chat as an editor tab.'),
      ],
    ],
  ];
  return sections.map(([title, lines]) => `# ${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`).join('\n');
}
