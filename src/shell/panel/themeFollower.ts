import * as vscode from 'vscode';
import type { Post } from './post.ts';

const SETTING = 'editor.tokenColorCustomizations';

/** Tells one panel the colours of code in the theme it shows, and again when the user changes them. */
export class ThemeFollower implements vscode.Disposable {
  readonly #post: Post;
  readonly #log: vscode.LogOutputChannel;
  readonly #listener = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(SETTING)) void this.show(this.#theme);
  });
  #theme = '';
  #asked = 0;

  constructor(post: Post, log: vscode.LogOutputChannel) {
    this.#post = post;
    this.#log = log;
  }

  /** The panel is shown in this theme now. */
  async show(theme: string): Promise<void> {
    this.#theme = theme;
    const asked = ++this.#asked;
    const colors = await this.#colors(theme);
    if (asked === this.#asked) this.#post('code/colors', { colors });
  }

  dispose(): void {
    this.#listener.dispose();
  }

  async #colors(theme: string) {
    try {
      const { codeColors } = await import('../codeColors/codeColors.ts');
      return await codeColors(theme, vscode.workspace.getConfiguration().get(SETTING));
    } catch (error) {
      this.#log.debug(`the colours of ${theme}: ${error instanceof Error ? error.message : 'unknown'}`);
      return [];
    }
  }
}
