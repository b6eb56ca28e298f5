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

  /** Opens the command palette and runs the command with exactly this title; once more where something closed the palette. */
  async runCommand(title: string): Promise<void> {
    await poll(`the command "${title}" in the palette`, async () => {
      await this.open('F1');
      try {
        await this.#input.fill(`>${title}`, { timeout: 2000 });
        await this.pick(title, 3000);
        return true;
      } catch {
        return false;
      }
    });
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

  /** Waits for the row with this label and chooses it; rows still come and go while the box fills. */
  async pick(label: string | RegExp, timeoutMs?: number): Promise<void> {
    const choose = async () => {
      const row = await this.#find(label);
      return row
        ?.click({ timeout: 1000 })
        .then(() => true)
        .catch(() => false);
    };
    await poll(`a row "${label}" in the quick input`, choose, timeoutMs);
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

  async #find(label: string | RegExp): Promise<Locator | undefined> {
    const rows = this.widget.locator('.monaco-list-row');
    const labels = await rows.locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
    const index = labels.findIndex((text) => (typeof label === 'string' ? text.trim() === label : label.test(text)));
    return index === -1 ? undefined : rows.nth(index);
  }
}
