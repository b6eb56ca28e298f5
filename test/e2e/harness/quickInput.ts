import type { Locator, Page } from 'playwright-core';
import { poll } from './poll.ts';

/** The box at the top of the workbench: the command palette, quick picks and input boxes. */
export class QuickInput {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  get widget(): Locator {
    return this.#page.locator('.quick-input-widget');
  }

  get #input(): Locator {
    return this.widget.locator('.quick-input-box input');
  }

  /** Opens the command palette and runs the command with exactly this title. */
  async runCommand(title: string): Promise<void> {
    await this.open('F1');
    await this.#input.fill(`>${title}`);
    await (await this.row(title)).click();
  }

  /** Presses a key that opens the box, again where the workbench was not ready to hear it, and waits for the box. */
  async open(key: string): Promise<void> {
    await this.#leaveWebview();
    await poll(`${key} opens the quick input`, async () => {
      await this.#page.keyboard.press(key);
      return this.#input
        .waitFor({ timeout: 1500 })
        .then(() => true)
        .catch(() => false);
    });
  }

  /** Takes the keyboard away from a webview, which would swallow what is typed; an editor keeps it. */
  async #leaveWebview(): Promise<void> {
    const inWebview = await this.#page.evaluate(() => document.activeElement?.tagName === 'IFRAME');
    if (inWebview) await this.#page.locator('.part.titlebar').click({ force: true });
  }

  /** Waits for an input box, types into it and confirms. */
  async type(text: string): Promise<void> {
    await this.settled();
    await this.#input.fill(text);
    await this.#input.press('Enter');
  }

  /** Waits for the row with this label and chooses it. */
  async pick(label: string | RegExp): Promise<void> {
    await (await this.row(label)).click();
  }

  /** The labels of the rows that are shown. */
  async labels(): Promise<string[]> {
    await this.settled();
    return this.widget.locator('.monaco-list-row .quick-input-list-row:first-child .label-name').allInnerTexts();
  }

  /** What the box says beside its input: title, prompt and validation message. */
  async message(): Promise<string> {
    await this.settled();
    return (await this.widget.allInnerTexts()).join('\n');
  }

  /** Whether what is typed is hidden. */
  async isPassword(): Promise<boolean> {
    await this.settled();
    return (await this.#input.getAttribute('type')) === 'password';
  }

  async cancel(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** Resolves when the box is shown and has not changed for a while: one step often replaces the one before without closing it. */
  async settled(): Promise<void> {
    await this.#input.waitFor();
    let before = '';
    let since = Date.now();
    await poll('the quick input has settled', async () => {
      const now = `${await this.widget.allInnerTexts()} ${await this.#input.getAttribute('type')}`;
      if (now !== before) since = Date.now();
      before = now;
      return Date.now() - since >= 200;
    });
  }

  async row(label: string | RegExp): Promise<Locator> {
    const rows = this.widget.locator('.monaco-list-row');
    return poll(`a row "${label}" in the quick input`, async () => {
      const labels = await rows.locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
      const index = labels.findIndex((text) => (typeof label === 'string' ? text.trim() === label : label.test(text)));
      return index === -1 ? undefined : rows.nth(index);
    });
  }
}
