import * as vscode from 'vscode';
import { plainText } from './plainText.ts';

type Rest<T extends string> = readonly T[] | readonly [vscode.MessageOptions, ...T[]];

/*
 * The editor makes links of `[words](command:…)` in its notifications, and runs the command on a click. What is told holds
 * names of files, words of models and of servers: every notification of ours goes through here, where none has links.
 */

/** Tells something, with buttons; resolves with the one that was pressed. */
export function inform<T extends string>(message: string, ...rest: Rest<T>): Thenable<T | undefined> {
  return vscode.window.showInformationMessage(plainText(message), ...(rest as T[]));
}

/** Warns, with buttons; resolves with the one that was pressed. */
export function warn<T extends string>(message: string, ...rest: Rest<T>): Thenable<T | undefined> {
  return vscode.window.showWarningMessage(plainText(message), ...(rest as T[]));
}

/** Tells what failed, with buttons; resolves with the one that was pressed. */
export function tellError<T extends string>(message: string, ...rest: Rest<T>): Thenable<T | undefined> {
  return vscode.window.showErrorMessage(plainText(message), ...(rest as T[]));
}

/** Shows that work is going on until it is over. */
export function showProgress<T>(
  options: vscode.ProgressOptions,
  task: (
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ) => Thenable<T>,
): Thenable<T> {
  const { title } = options;
  return vscode.window.withProgress({ ...options, ...(title !== undefined && { title: plainText(title) }) }, task);
}
