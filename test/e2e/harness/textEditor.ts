import { comes } from './comes.ts';
import { poll } from './poll.ts';
import type { Workbench } from './workbench.ts';

/** The active text editor of a workbench. */
export class TextEditor {
  readonly #workbench: Workbench;
  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Opens a file of the workspace by its path and gives it the keyboard. */
  async open(path: string): Promise<void> {
    const { page, quick } = this.#workbench;
    await quick.open('Control+P');
    await quick.widget.locator('.quick-input-box input').fill(path);
    const name = path.split('/').pop() ?? path;
    await quick.pick(name);
    await page.locator(`.tabs-container .tab.active[data-resource-name="${name}"]`).waitFor();
    await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
    await this.focus();
  }

  /** Gives the editor the keyboard without moving the selection. */
  async focus(): Promise<void> {
    await this.#workbench.page
      .locator(
        '.editor-group-container.active .monaco-editor .native-edit-context, .editor-group-container.active .monaco-editor textarea.inputarea',
      )
      .first()
      .focus();
  }

  /** The text of the active editor as far as it is in sight, once its tab has this name; an empty one is waited for. */
  async text(tab: RegExp): Promise<string> {
    const { page } = this.#workbench;
    await page.locator('.tabs-container .tab.active', { hasText: tab }).waitFor();
    const lines = page.locator('.editor-group-container.active .monaco-editor .view-lines').first();
    await lines.waitFor();
    return poll('its text', async () => {
      // A line that is drawn again stands last in the page, wherever it is shown.
      const texts = await lines.locator('.view-line').evaluateAll((all) =>
        all
          .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? '' }))
          .sort((a, b) => a.top - b.top)
          .map(({ text }) => text.replace(/\u00a0/g, ' ')),
      );
      return texts.join('').trim() !== '' && texts.join('\n');
    });
  }

  /** Selects whole lines, both included, counted from one. */
  async selectLines(from: number, to: number): Promise<void> {
    const { keyboard } = this.#workbench.page;
    await this.focus();
    await this.#workbench.quick.open('Control+G');
    await this.#workbench.quick.type(`:${from}`);
    await this.#workbench.quick.widget.waitFor({ state: 'hidden' });
    await keyboard.press('Home');
    await keyboard.press('Home');
    for (let line = from; line < to; line++) await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Shift+End');
  }

  /** Opens the context menu at the selection and clicks through it, for example `('Switchyard', 'Explain Selection')`. */
  async contextMenu(...labels: string[]): Promise<void> {
    await this.openMenu();
    await this.#workbench.menu.choose(...labels);
  }

  /** Chooses what the editor offers at the cursor behind a key, for example a quick fix; `look` sees the offer before. */
  async choose(key: 'Control+.' | 'Control+Shift+R', label: string, look?: () => Promise<unknown>): Promise<void> {
    const { page } = this.#workbench;
    const offer = page.locator('.action-widget .monaco-list-row', { hasText: label }).first();
    // What is offered may not be known yet.
    await poll(`"${label}" is offered`, async () => {
      await page.keyboard.press(key);
      const isThere = await comes(offer, 3000);
      if (!isThere) await page.keyboard.press('Escape');
      return isThere;
    });
    await look?.();
    await offer.click();
  }

  /** Opens the context menu at the selection. */
  async openMenu(): Promise<void> {
    await this.focus();
    await this.#workbench.page.keyboard.press('Shift+F10');
  }
}
