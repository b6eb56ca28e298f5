import * as vscode from 'vscode';
import { noteFor } from './noteFor.ts';
import type { Gathered, Piece } from './piece.ts';
import { plainOutput } from './plainOutput.ts';
import type { TerminalRun } from './terminalWatcher.ts';

/** In characters, from the end: what went wrong stands there. */
const LONGEST = 50_000;

/** The last command of a terminal and what it printed, as they are now. */
export function terminalPiece(run: Readonly<TerminalRun> | undefined): Piece {
  const { t } = vscode.l10n;
  const gathered = gather(run);
  const detail = 'problem' in gathered ? gathered.problem : (gathered.detail ?? '');
  return {
    chip: { id: 'terminal', kind: 'terminal', label: run === undefined ? t('Terminal') : short(run.command), detail },
    gather: async () => gathered,
  };
}

function gather(run: Readonly<TerminalRun> | undefined): Gathered {
  const { t } = vscode.l10n;
  if (run === undefined) {
    return {
      problem: t(
        'No command was seen in a terminal yet. Its shell integration must be on, and the command run since then.',
      ),
    };
  }
  const printed = plainOutput(run.output);
  const cut = run.cut || printed.length > LONGEST;
  const output = printed.slice(-LONGEST);
  const ended = run.running
    ? 'It is still running.'
    : run.exitCode === undefined
      ? undefined
      : `It ended with exit code ${run.exitCode}.`;
  const text = [`$ ${run.command}`, ...(cut ? ['…'] : []), output, ...(ended === undefined ? [] : ['', `(${ended})`])];
  return {
    context: { notes: [noteFor('The last command in the terminal and its output', text.join('\n'))] },
    detail: cut ? t('{0}: the end of its output', run.command) : t('{0}: command and output', run.command),
  };
}

function short(command: string): string {
  const line = command.trim().split('\n', 1)[0] ?? '';
  return line.length > 30 ? `${line.slice(0, 29)}…` : line;
}
