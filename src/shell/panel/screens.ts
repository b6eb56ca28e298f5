import * as vscode from 'vscode';
import type { Post } from './post.ts';

/** Where the panel is: a tab among the editors, or the side bar's view. */
export type Place = vscode.WebviewPanel | 'view';

/** What lies over the conversation when it is told to a panel: the list of chats, the audit trail. */
export type Screen = (post: Post) => void;

/** Shows screens in the one panel where their reader is, which may not be loaded yet. */
export class Screens implements vscode.Disposable {
  readonly #activeTab: () => vscode.WebviewPanel | undefined;
  readonly #made = new vscode.EventEmitter<void>();
  #wish: { readonly place: Place; readonly screen: Screen } | undefined;

  /** Fires when there is a wish to be taken. */
  readonly onDidWish = this.#made.event;

  /** `activeTab`: the panel that is the active editor. */
  constructor(activeTab: () => vscode.WebviewPanel | undefined) {
    this.#activeTab = activeTab;
  }

  /** Brings the panel into sight and has the screen shown there. */
  async show(screen: Screen): Promise<void> {
    const tab = this.#activeTab();
    if (tab === undefined) await vscode.commands.executeCommand('switchyard.chat.focus');
    else tab.reveal(undefined, false);
    this.#wish = { place: tab ?? 'view', screen };
    this.#made.fire();
  }

  /** Shows what is wished for in this place; once. */
  fulfil(place: Place, post: Post): void {
    if (this.#wish?.place !== place) return;
    const { screen } = this.#wish;
    this.#wish = undefined;
    screen(post);
  }

  dispose(): void {
    this.#made.dispose();
  }
}
