import * as vscode from 'vscode';
import { plainLabel, plainText, withoutHidden } from './plainText.ts';

type Rest<T extends string> = readonly T[] | readonly [vscode.MessageOptions, ...T[]];

/*
 * The editor makes links of `[words](command:…)` in its notifications, and runs the command on a click. What is told holds
 * names of files, words of models and of servers: every notification of ours goes through here, where none has links.
 */

/** Tells something, with buttons; resolves with the one that was pressed. */
export function inform<T extends string>(message: string, ...rest: Rest<T>): Thenable<T | undefined> {
  return vscode.window.showInformationMessage(plainText(message), ...plainRest(rest));
}

/** Warns, with buttons; resolves with the one that was pressed. */
export function warn<T extends string>(message: string, ...rest: Rest<T>): Thenable<T | undefined> {
  return vscode.window.showWarningMessage(plainText(message), ...plainRest(rest));
}

/** Tells what failed, with buttons; resolves with the one that was pressed. */
export function tellError<T extends string>(message: string, ...rest: Rest<T>): Thenable<T | undefined> {
  return vscode.window.showErrorMessage(plainText(message), ...plainRest(rest));
}

/** Shows that work is going on until it is over. */
export function showProgress<T>(
  options: vscode.ProgressOptions,
  task: (
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ) => Thenable<T>,
): Thenable<T> {
  // In the window's bar the editor draws icons, in notifications it makes links.
  const plain = options.location === vscode.ProgressLocation.Window ? plainLabel : plainText;
  const { title } = options;
  const shown = { ...options, ...(title !== undefined && { title: plain(title) }) };
  return vscode.window.withProgress(shown, (progress, token) =>
    task(
      {
        report: ({ message, ...rest }) =>
          progress.report(message === undefined ? rest : { ...rest, message: plain(message) }),
      },
      token,
    ),
  );
}

/** The buttons, and the words below a modal question, which may be long: only what disguises them is taken out. */
function plainRest<T extends string>([first, ...others]: Rest<T>): T[] {
  if (first === undefined || typeof first === 'string')
    return [first, ...others].filter((button) => button !== undefined) as T[];
  const { detail } = first;
  return [{ ...first, ...(detail !== undefined && { detail: withoutHidden(detail) }) }, ...others] as unknown as T[];
}
