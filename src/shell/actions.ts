import * as vscode from 'vscode';
import type { ACTIONS } from '../protocol/answer.ts';
import type { CommandName } from './commandTable.ts';

/** What the chat does itself has no command. */
type ActionName = Exclude<(typeof ACTIONS)[number], OfChat>;
type OfChat = 'retry' | 'retryLater' | 'stopWaiting' | 'retryAnyway' | 'retryRedacted';

/** What each mending action of the panel does: the command it runs. */
const COMMAND_OF: Readonly<Record<ActionName, CommandName>> = {
  addProvider: 'addProvider',
  changeKey: 'addProvider',
  testProviders: 'testProviders',
  chooseModel: 'chooseModel',
  openSettings: 'openSettings',
  openPrivacy: 'openPrivacySettings',
  choosePrivacy: 'choosePrivacy',
  openRouting: 'openRoutingSettings',
  openBudget: 'openBudget',
  newChat: 'newChat',
  showLog: 'showLog',
};

/** Whether an action is a command's, and not one that the chat does itself. */
export function isCommand(action: (typeof ACTIONS)[number]): action is ActionName {
  return action in COMMAND_OF;
}

/** Runs the panel's actions through the same commands a person would, and tells views to take the focus. */
export class Actions implements vscode.Disposable {
  readonly #focus = new vscode.EventEmitter<void>();

  readonly onFocusComposer = this.#focus.event;

  run(action: ActionName, provider?: string): void {
    void vscode.commands.executeCommand(`switchyard.${COMMAND_OF[action]}`, provider);
  }

  focusComposer(): void {
    this.#focus.fire();
  }

  dispose(): void {
    this.#focus.dispose();
  }
}
