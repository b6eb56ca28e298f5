import * as vscode from 'vscode';
import type { Attachment } from '../../context/editorContext.ts';
import { plainOutput } from '../../context/plainOutput.ts';
import { inform } from '../../tell.ts';
import { type Asker, askInChat } from './asker.ts';

const MOST = 30_000;
/** The editor's own commands; each puts something of the active terminal on the clipboard. */
const COPY = {
  selection: 'workbench.action.terminal.copySelection',
  lastCommand: 'workbench.action.terminal.copyLastCommandAndLastCommandOutput',
} as const;

/** Asks in the chat what the terminal's selection, or its last command with its output, means. */
export async function explainTerminal(asker: Asker, what: keyof typeof COPY): Promise<void> {
  const { t } = vscode.l10n;
  // The end: what went wrong stands there.
  const text = plainOutput(await copied(COPY[what]))
    .trim()
    .slice(-MOST);
  if (text === '') {
    void inform(
      what === 'selection'
        ? t('Select something in the terminal first.')
        : t('No command is known yet: run one in a terminal with shell integration, or select its output.'),
    );
    return;
  }
  const question = what === 'selection' ? t('Explain this terminal output.') : t('Explain the last terminal command.');
  await askInChat(asker, { text: question, command: 'terminal', attachments: [terminalAttachment(text)] });
}

/**
 * What a copying command of the editor would leave on the clipboard, which is put back as it was: no stable interface
 * gives the selection of a terminal to extensions.
 */
async function copied(command: string): Promise<string> {
  const { clipboard } = vscode.env;
  const before = await clipboard.readText();
  // To tell "copied nothing" from "copied what was there already".
  const mark = `switchyard ${Date.now()}`;
  await clipboard.writeText(mark);
  try {
    await vscode.commands.executeCommand(command);
    const text = await clipboard.readText();
    return text === mark ? '' : text;
  } finally {
    await clipboard.writeText(before);
  }
}

function terminalAttachment(text: string): Attachment {
  const name = vscode.window.activeTerminal?.name ?? vscode.l10n.t('terminal');
  const lines = text.split('\n').length;
  return {
    chip: {
      id: `terminal ${name}`,
      kind: 'terminal',
      label: name,
      detail: lines === 1 ? vscode.l10n.t('1 line of the terminal') : vscode.l10n.t('{0} lines of the terminal', lines),
    },
    context: { selection: text, selectionPath: `the terminal ${name}` },
  };
}
