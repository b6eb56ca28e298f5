import * as vscode from 'vscode';
import { plainPrompt } from '../plainText.ts';

/** What came of trying what was entered: `refused` is not taken, `unsure` is taken when it is entered again. */
export type Trial = { readonly type: 'works' } | { readonly type: 'refused' | 'unsure'; readonly words: string };

/** A value that was entered; where it was `unsure` it is not checked. */
export interface Checked {
  readonly value: string;
  readonly isChecked: boolean;
}

/** An input box whose value is tried before it closes. */
export interface CheckedInput {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly password?: boolean;
  /** What is wrong with a value as it stands; undefined where nothing is. */
  readonly fault: (value: string) => string | undefined;
  /** Tries a value that has no fault; the words are what the box says meanwhile. */
  readonly trial?: { readonly words: string; readonly run: (value: string, signal: AbortSignal) => Promise<Trial> };
}

/**
 * The value that was entered, without the blanks around it; undefined when the user left. What does not work stays in the box,
 * with the reason below it. Leaving the box or changing the value ends a trial.
 */
export function askChecked({ fault, trial, ...shown }: CheckedInput): Promise<Checked | undefined> {
  const box = vscode.window.createInputBox();
  Object.assign(box, { ignoreFocusOut: true, ...shown, prompt: plainPrompt(shown.prompt) });
  const wrong = (value: string) => {
    const words = fault(value);
    return words === undefined ? undefined : plainPrompt(words);
  };
  let trying: AbortController | undefined;
  let doubted: string | undefined;
  const stop = () => {
    trying?.abort();
    trying = undefined;
    box.busy = false;
  };
  const tell = (message: string, severity: vscode.InputBoxValidationSeverity) => {
    // The editor makes links here too, of what a server may have said.
    box.validationMessage = { message: plainPrompt(message), severity };
  };
  const tried = async (value: string): Promise<Checked | undefined> => {
    if (trial === undefined) return { value, isChecked: true };
    const mine = new AbortController();
    trying = mine;
    box.busy = true;
    tell(trial.words, vscode.InputBoxValidationSeverity.Info);
    const result = await trial.run(value, mine.signal);
    if (trying !== mine) return undefined;
    stop();
    if (result.type === 'works') return { value, isChecked: true };
    if (result.type === 'unsure' && value === doubted) return { value, isChecked: false };
    const severity = vscode.InputBoxValidationSeverity;
    tell(result.words, result.type === 'refused' ? severity.Error : severity.Warning);
    if (result.type === 'unsure') doubted = value;
    return undefined;
  };
  return new Promise((resolve) => {
    box.onDidChangeValue((value) => {
      stop();
      box.validationMessage = value.trim() === '' ? undefined : wrong(value.trim());
    });
    box.onDidAccept(async () => {
      const value = box.value.trim();
      if (trying !== undefined) return;
      box.validationMessage = wrong(value);
      if (box.validationMessage !== undefined) return;
      const taken = await tried(value);
      if (taken === undefined) return;
      resolve(taken);
      box.hide();
    });
    box.onDidHide(() => {
      stop();
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}
