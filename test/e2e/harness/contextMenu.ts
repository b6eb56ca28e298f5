import type { Locator, Page } from 'playwright-core';
import { poll } from './poll.ts';

/** The menus that the workbench draws itself, where one was opened. */
export class ContextMenu {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  get #items(): Locator {
    return this.#page.locator('.monaco-menu .action-item:visible');
  }

  /** Opens the menu of something with the other mouse button. */
  async open(target: Locator): Promise<void> {
    await poll('a menu is open', async () => {
      await target.click({ button: 'right', timeout: 2000 }).catch(() => undefined);
      return this.#items
        .first()
        .waitFor({ timeout: 2000 })
        .then(() => true)
        .catch(() => false);
    });
  }

  /** Clicks through the menu that is open, for example `('Switchyard', 'Explain Selection')`. */
  async choose(...labels: string[]): Promise<void> {
    await this.enter(...labels.slice(0, -1));
    const last = this.#item(labels.at(-1) ?? '');
    await last.waitFor();
    // A menu that has just opened does not take a click yet.
    await poll(`"${labels.at(-1)}" is chosen`, async () => {
      await last.click({ timeout: 1000 }).catch(() => undefined);
      return poll('the menu is closed', async () => (await this.#items.count()) === 0, 500).catch(() => false);
    });
  }

  /** Opens submenus, one inside the other. */
  async enter(...labels: string[]): Promise<void> {
    for (const label of labels) {
      await this.#item(label).hover();
      await this.#item(label).click();
    }
  }

  /** Whether an item is there. */
  async has(label: string): Promise<boolean> {
    return (await this.#item(label).count()) > 0;
  }

  /** Whether an item can be chosen, once it is there. */
  async isEnabled(label: string): Promise<boolean> {
    await this.#item(label).waitFor();
    return this.#item(label).evaluate((element) => !element.classList.contains('disabled'));
  }

  async close(): Promise<void> {
    await poll('the menu is closed', async () => {
      await this.#page.keyboard.press('Escape');
      return (await this.#items.count()) === 0;
    });
  }

  #item(label: string): Locator {
    return this.#items.filter({ has: this.#page.getByText(label, { exact: true }) }).last();
  }
}
