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

  /** Whether the command palette has a command with exactly this title: what cannot work now is not in it. */
  async offers(title: string): Promise<boolean> {
    await this.open('F1');
    await this.search(`>${title}`);
    const found = await this.#find(title);
    await this.cancel();
    return found !== undefined;
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
        // A palette shows the commands that there were when it opened.
        // Where it was closed already, Escape would reach what has the keyboard now.
        if (await this.widget.isVisible()) await this.#page.keyboard.press('Escape');
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

  /** Enters a path in the editor's own file dialog, which writes a first path of its own when it has read its folder. */
  async typePath(path: string): Promise<void> {
    await this.settled();
    await poll(`the path ${path} is taken`, async () => {
      await this.#input.fill(path);
      await this.settled();
      if ((await this.value()) !== path) return false;
      await this.#input.press('Enter');
      const isTaken = async () => !(await this.widget.isVisible()) || (await this.value()) !== path;
      return poll('the dialog goes on', isTaken, 2000).catch(() => false);
    });
  }

  /** Waits for the row with this label and chooses it; rows still come and go while the box fills. */
  async pick(label: string | RegExp, timeoutMs?: number): Promise<void> {
    let before = -1;
    const choose = async () => {
      const index = await this.#indexOf(label);
      const stays = index === before;
      before = index;
      if (index === -1 || !stays) return false;
      const row = this.#rows.nth(index);
      return row.click({ timeout: 1000 }).then(
        () => true,
        // On a slow machine a click may work and be given up all the same.
        async () => !(await this.widget.isVisible()),
      );
    };
    await poll(`a row "${label}" in the quick input`, choose, timeoutMs);
  }

  /** The labels of the rows that are shown. */
  async labels(): Promise<string[]> {
    await this.settled();
    return this.widget.locator('.monaco-list-row .quick-input-list-row:first-child .label-name').allInnerTexts();
  }

  /** The labels of all rows, those that have to be scrolled to as well. */
  async allLabels(): Promise<string[]> {
    const found = new Map<number, string>();
    await poll('every row was seen', async () => {
      await this.settled();
      const rows = await this.widget.locator('.monaco-list-row').evaluateAll((all) =>
        all.map((row) => ({
          index: Number(row.getAttribute('data-index')),
          label: row.querySelector('.label-name')?.textContent?.trim() ?? '',
          isLast: row.getAttribute('data-last-element') === 'true',
        })),
      );
      for (const { index, label } of rows) found.set(index, label);
      const isDone = rows.some(({ isLast }) => isLast);
      if (!isDone) await this.#input.press('PageDown');
      return isDone;
    });
    return [...found].sort(([a], [b]) => a - b).map(([, label]) => label);
  }

  /** Ticks or unticks the row with this label, in a box where several can be chosen; tells whether it is ticked now. */
  async toggle(label: string | RegExp): Promise<boolean> {
    await this.settled();
    const row = await this.#find(label);
    if (row === undefined) throw new Error(`no row "${label}" in the quick input: ${await this.message()}`);
    const box = row.locator('.monaco-checkbox');
    const before = await box.getAttribute('aria-checked');
    await box.click();
    await poll('the tick has changed', async () => (await box.getAttribute('aria-checked')) !== before);
    return before !== 'true';
  }

  /** Types into the box without confirming: its rows are searched. */
  async search(text: string): Promise<void> {
    await this.#input.fill(text);
    await this.settled();
  }

  /** Searches for the row with this label, which may be out of sight, and chooses it. */
  async find(label: string): Promise<void> {
    await this.settled();
    await this.search(label);
    await this.pick(label);
  }

  /** Confirms what is typed, chosen or ticked. */
  async accept(): Promise<void> {
    await this.#input.press('Enter');
  }

  /** The rows that are shown, from above, blanks as single spaces: what stands beside the label, and what below it. */
  async rows(): Promise<{ label: string; description: string; detail: string }[]> {
    await this.settled();
    return this.widget.locator('.monaco-list-row').evaluateAll((rows) => {
      // Rows are used again: they stand in any order, and what is not shown is of an earlier list.
      const place = (row: Element) => Number(row.getAttribute('data-index'));
      return rows
        .toSorted((a, b) => place(a) - place(b))
        .map((row) => {
          const shown = (selector: string) => {
            const part = row.querySelector<HTMLElement>(selector);
            return part?.offsetHeight ? (part.textContent ?? '').replace(/\s+/g, ' ').trim() : '';
          };
          const [label, description] = [shown('.label-name'), shown('.label-description')];
          return { label, description, detail: shown('.quick-input-list-label-meta') };
        });
    });
  }

  /** What the box says beside its input: title, prompt and validation message. */
  async message(): Promise<string> {
    await this.settled();
    return (await this.widget.allInnerTexts()).join('\n');
  }

  /** What is typed. */
  async value(): Promise<string> {
    return this.#input.inputValue();
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
      const isShown = await this.widget.isVisible();
      const now = `${await this.widget.allInnerTexts()} ${await this.#input.getAttribute('type')}`;
      if (now !== before || !isShown) since = Date.now();
      before = now;
      return Date.now() - since >= 200;
    });
  }

  get #rows(): Locator {
    return this.widget.locator('.monaco-list-row');
  }

  async #find(label: string | RegExp): Promise<Locator | undefined> {
    const index = await this.#indexOf(label);
    return index === -1 ? undefined : this.#rows.nth(index);
  }

  /** The row's place among those that are shown; -1 where there is none. */
  async #indexOf(label: string | RegExp): Promise<number> {
    const labels = await this.#rows.locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
    return labels.findIndex((text) => (typeof label === 'string' ? text.trim() === label : label.test(text)));
  }
}
