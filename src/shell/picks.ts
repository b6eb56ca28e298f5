import * as vscode from 'vscode';
import { plainLabel, plainPrompt } from './plainText.ts';

/*
 * The editor draws `$(name)` in the rows it lets the user pick from as an icon, and makes links of `[words](command:…)` below
 * the boxes it asks in. What stands there holds names of files, models, chats and branches: all of ours go through here,
 * where an icon is only what says so itself.
 */

/** A row to pick. */
export interface Choice extends vscode.QuickPickItem {
  /** The name of the icon before its label. */
  readonly icon?: string;
}

/** A row as it is shown, and the one it was made of. */
interface Shown<T extends Choice> extends vscode.QuickPickItem {
  readonly given: T;
}

/** Lets one row be picked. */
export async function pickOne<T extends Choice>(
  rows: readonly T[] | Thenable<readonly T[]>,
  options: Omit<vscode.QuickPickOptions, 'canPickMany'> = {},
): Promise<T | undefined> {
  const shown = Promise.resolve(rows).then((all) => all.map(showing));
  return (await vscode.window.showQuickPick(shown, options))?.given;
}

/** Lets rows be ticked. */
export async function pickMany<T extends Choice>(
  rows: readonly T[] | Thenable<readonly T[]>,
  options: Omit<vscode.QuickPickOptions, 'canPickMany'> = {},
): Promise<T[] | undefined> {
  const shown = Promise.resolve(rows).then((all) => all.map(showing));
  const picked = await vscode.window.showQuickPick(shown, { ...options, canPickMany: true });
  return picked?.map(({ given }) => given);
}

/** A box to pick from whose rows change: `box.items = rows.map(showing)`, and what was picked is `given`. */
export function pickBox<T extends Choice>(): vscode.QuickPick<Shown<T>> {
  return vscode.window.createQuickPick<Shown<T>>();
}

/** A row as it is shown: foreign words in it are words only. */
export function showing<T extends Choice>(given: T): Shown<T> {
  const { icon, ...row }: Choice = given;
  const { label, description, detail } = row;
  return {
    ...row,
    label: `${icon === undefined ? '' : `$(${icon}) `}${plainLabel(label)}`,
    ...(description !== undefined && { description: plainLabel(description) }),
    ...(detail !== undefined && { detail: plainLabel(detail) }),
    given,
  };
}

/** Asks for a line of text; undefined when the box was left. What is wrong with it is words only, too. */
export function askText({ prompt, validateInput, ...rest }: Asked): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    ...rest,
    ...(prompt !== undefined && { prompt: plainPrompt(prompt) }),
    ...(validateInput !== undefined && {
      validateInput: (value: string) => {
        const fault = validateInput(value);
        return fault === undefined ? undefined : plainPrompt(fault);
      },
    }),
  });
}

type Asked = Omit<vscode.InputBoxOptions, 'validateInput'> & {
  readonly validateInput?: (value: string) => string | undefined;
};
