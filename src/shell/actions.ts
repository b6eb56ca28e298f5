import * as vscode from 'vscode';
import type { ACTIONS } from '../protocol/answer.ts';
import type { CommandName } from './commandTable.ts';

type ActionName = (typeof ACTIONS)[number];

/** What each mending action of the panel does: the command it runs. */
const COMMAND_OF: Readonly<Record<ActionName, CommandName | 'retry'>> = {
  retry: 'retry',
  addProvider: 'addProvider',
  changeKey: 'addProvider',
  testProviders: 'testProviders',
  chooseModel: 'chooseModel',
  openSettings: 'openSettings',
  openRouting: 'openRoutingSettings',
  newChat: 'newChat',
  showLog: 'showLog',
};

/** Runs the panel's actions through the same commands a person would, and tells views to take the focus. */
export class Actions implements vscode.Disposable {
  readonly #focus = new vscode.EventEmitter<void>();
  readonly #retry: () => void;

  readonly onFocusComposer = this.#focus.event;

  constructor(retry: () => void) {
    this.#retry = retry;
  }

  run(action: ActionName, provider?: string): void {
    const command = COMMAND_OF[action];
    if (command === 'retry') this.#retry();
    else void vscode.commands.executeCommand(`switchyard.${command}`, provider);
  }

  focusComposer(): void {
    this.#focus.fire();
  }

  dispose(): void {
    this.#focus.dispose();
  }
}
