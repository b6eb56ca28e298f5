import * as vscode from 'vscode';
import { terminalLines } from '../../core/apply/terminalLines.ts';
import { pickOne } from '../picks.ts';
import { inform } from '../tell.ts';

/** A shell that does not say that it is ready is believed to be, after this long. */
const SHELL_STARTS_MS = 3000;

/** Puts one line of a text in the active terminal, or a new one, for the reader to run; of several they choose one. False where there was none. */
export async function placeInTerminal(text: string): Promise<boolean> {
  const lines = terminalLines(text);
  const line = lines.length > 1 ? await choose(lines) : lines[0];
  if (line === undefined) {
    if (lines.length === 0) {
      void inform(vscode.l10n.t('There is no line here for a terminal.'));
    }
    return false;
  }
  const terminal = vscode.window.activeTerminal ?? (await newTerminal());
  terminal.show();
  // Never with a newline: that would run it.
  terminal.sendText(line, false);
  return true;
}

async function choose(lines: readonly string[]): Promise<string | undefined> {
  const rows = lines.map((line) => ({ label: line.length > 200 ? `${line.slice(0, 200)}…` : line, line }));
  const placeHolder = vscode.l10n.t('Which line should stand in the terminal? It is not run.');
  return (await pickOne(rows, { placeHolder }))?.line;
}

/** A terminal whose shell is ready: one that is still starting would show the marks of a pasted text as part of it. */
async function newTerminal(): Promise<vscode.Terminal> {
  const terminal = vscode.window.createTerminal();
  terminal.show();
  await new Promise<void>((ready) => {
    const listening = vscode.window.onDidChangeTerminalShellIntegration((change) => {
      if (change.terminal === terminal) end();
    });
    const timer = setTimeout(() => end(), SHELL_STARTS_MS);
    function end(): void {
      clearTimeout(timer);
      listening.dispose();
      ready();
    }
  });
  return terminal;
}
