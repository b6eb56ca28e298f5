import * as vscode from 'vscode';
import { connectPanel } from './connectPanel.ts';
import type { PanelParts } from './panelParts.ts';

/** The panel's type among the editors: what is open as such a tab is revived after a reload. */
const CHAT_EDITOR = 'switchyard.chatEditor';

/** The chat as tabs among the editors. They all show the window's one conversation. */
export class ChatEditors implements vscode.Disposable {
  readonly #parts: PanelParts;
  readonly #media: vscode.Uri;
  readonly #open = new Set<vscode.WebviewPanel>();

  constructor(parts: PanelParts, media: vscode.Uri) {
    this.#parts = parts;
    this.#media = media;
  }

  /** The tab that is the active editor; undefined where that is none of them. */
  get active(): vscode.WebviewPanel | undefined {
    return [...this.#open].find(({ active }) => active);
  }

  /** Whether a tab is in sight. */
  get visible(): boolean {
    return [...this.#open].some(({ visible }) => visible);
  }

  /** Shows the tab that is there, or a new one. */
  show(): void {
    if (this.reveal()) return;
    const title = vscode.l10n.t('Chat');
    this.adopt(
      vscode.window.createWebviewPanel(CHAT_EDITOR, title, vscode.ViewColumn.Active, { enableFindWidget: true }),
    );
  }

  /** Draws the panel into a new tab, or into one that the editor has kept over a reload. */
  adopt(panel: vscode.WebviewPanel): void {
    const icon = (theme: string) => vscode.Uri.joinPath(this.#media, `icon-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    this.#open.add(panel);
    panel.onDidDispose(() => this.#open.delete(panel));
    connectPanel(panel, this.#parts);
  }

  /** Brings a tab into sight that is open but hidden; false where none is open. */
  reveal(): boolean {
    const panels = [...this.#open];
    const panel = panels.find(({ visible }) => visible) ?? panels[0];
    panel?.reveal(undefined, false);
    return panel !== undefined;
  }

  dispose(): void {
    // The tabs stay: the editor revives them after a reload.
    this.#open.clear();
  }
}
