import * as vscode from 'vscode';

/** Where the list of chats is to be seen: a tab among the editors, or the side bar's view. */
export type ListPlace = vscode.WebviewPanel | 'view';

/** The wish to see the list of chats in one panel, which may not be loaded yet. */
export class ListWish implements vscode.Disposable {
  readonly #made = new vscode.EventEmitter<void>();
  #place: ListPlace | undefined;

  /** Fires when there is a wish to be taken. */
  readonly onDidMake = this.#made.event;

  make(place: ListPlace): void {
    this.#place = place;
    this.#made.fire();
  }

  /** Whether the list is to be shown here; it is told once. */
  take(place: ListPlace): boolean {
    if (this.#place !== place) return false;
    this.#place = undefined;
    return true;
  }

  dispose(): void {
    this.#made.dispose();
  }
}
