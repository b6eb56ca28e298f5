import * as vscode from 'vscode';

/**
 * Which panel has the keyboard: the last that said so, until it says otherwise or is out of sight; what others say is stale.
 * The context key `switchyard.chatFocused` is set while there is one, for keys that mean something in the chat only: the
 * editor itself does not tell of the focus inside a webview.
 */
export class FocusedPanel {
  #panel: object | undefined;

  got(panel: object): void {
    this.#set(panel);
  }

  lost(panel: object): void {
    if (panel === this.#panel) this.#set(undefined);
  }

  #set(panel: object | undefined): void {
    const changes = (panel === undefined) !== (this.#panel === undefined);
    this.#panel = panel;
    if (changes) void vscode.commands.executeCommand('setContext', 'switchyard.chatFocused', panel !== undefined);
  }
}
