import type { Frame, Locator } from 'playwright-core';
import { poll } from './poll.ts';
import { textOf } from './textOf.ts';
import type { Workbench } from './workbench.ts';

const OVER = '.answer-footer';

/** The chat panel of a workbench, as a reader sees it. Its page comes and goes with the view: ask for it anew each time. */
export class ChatPanel {
  readonly #workbench: Workbench;
  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** The panel's page, once something is drawn in it. */
  async frame(): Promise<Frame> {
    const frame = await this.#workbench.panel();
    await frame.locator('switchyard-panel > *').first().waitFor();
    return frame;
  }

  async locator(selector: string): Promise<Locator> {
    return (await this.frame()).locator(selector);
  }

  input(): Promise<Locator> {
    return this.locator('switchyard-composer textarea');
  }

  /** Types a question and sends it with Enter. The keyboard may be on its way to somewhere: what went there is typed again. */
  async ask(text: string): Promise<void> {
    const input = await this.input();
    await poll('the question stands in the composer', async () => {
      await input.fill(text);
      return (await input.inputValue()) === text;
    });
    await input.press('Enter');
    await poll('the question is sent', async () => {
      if ((await input.inputValue()) !== text || (await this.#hasKeyboard())) return true;
      await input.press('Enter');
      return false;
    });
  }

  /** Resolves when the composer has the keyboard. */
  async keyboard(timeoutMs?: number): Promise<void> {
    await poll('the composer has the keyboard', () => this.#hasKeyboard(), timeoutMs);
  }

  async #hasKeyboard(): Promise<boolean> {
    const frame = await this.frame();
    return frame.evaluate(() => document.hasFocus() && document.activeElement?.tagName === 'TEXTAREA');
  }

  /** A button by its label, which its tooltip and screen readers tell too. */
  button(label: string): Promise<Locator> {
    return this.locator(`vscode-button[aria-label="${label}"]`);
  }

  /** An answer, counted from 0; -1 is the newest. */
  async answer(index = -1): Promise<Locator> {
    return (await this.locator('switchyard-answer')).nth(index);
  }

  /** A part of one answer by its selector. */
  async part(selector: string, index = -1): Promise<Locator> {
    return (await this.answer(index)).locator(selector);
  }

  /** The rendered text of one answer. */
  async text(index = -1): Promise<string> {
    return textOf(await this.part('switchyard-markdown', index));
  }

  /** Resolves when so many answers are there and the last is over (done, failed or stopped). */
  async answered(count: number, timeoutMs = 20_000): Promise<void> {
    await poll(
      `${count} answers, all over`,
      async () => {
        const answers = await this.locator('switchyard-answer');
        if ((await answers.count()) !== count) return false;
        return (
          (await answers
            .nth(count - 1)
            .locator(OVER)
            .count()) === 1
        );
      },
      timeoutMs,
    );
  }

  /** Resolves with the newest answer's text once it fits. */
  async waitForText(pattern: RegExp): Promise<string> {
    return poll(`an answer with ${pattern}`, async () => {
      const text = await this.text().catch(() => '');
      return pattern.test(text) ? text : undefined;
    });
  }

  /** Chooses a model, or Auto, in the picker below the question. */
  async choose(name: string): Promise<void> {
    await (await this.locator('.model-picker')).click();
    // Beside a name may stand words that another is part of.
    const frame = await this.frame();
    const named = frame.locator('.option-name', { hasText: name });
    await frame.locator('.model-picker vscode-option').filter({ has: named }).first().click();
  }

  /** Asks and resolves when the answer is over, whole or not. */
  async askAndWait(text: string): Promise<void> {
    const count = await (await this.locator('switchyard-answer')).count();
    await this.ask(text);
    await this.answered(count + 1);
  }

  /** What a failed answer says: the card's title, the rest of its words, and its buttons. */
  async problem(): Promise<{ title: string; detail: string; actions: string[] }> {
    const card = await this.part('.problem-card');
    await card.waitFor();
    await this.#workbench.audit('a problem is shown');
    return {
      title: plain(await textOf(card.locator('.problem-title strong'))),
      detail: plain((await card.locator('p').allInnerTexts()).join(' ')),
      actions: (await card.locator('vscode-button').allInnerTexts()).map(plain),
    };
  }

  /** Opens what is known of the newest answer's route and returns it. */
  async routeDetails(): Promise<string> {
    const line = await this.part('.route-line');
    if ((await line.getAttribute('aria-expanded')) !== 'true') await line.click();
    await this.#workbench.audit('the route is shown');
    return plain(await textOf(await this.part('.route-details')));
  }

  /** The newest answer's route line, blanks as single spaces. */
  async routeLine(): Promise<string> {
    return plain(await textOf(await this.part('.route-line')));
  }

  /** The lines that name a model which gave up, of the newest answer. */
  async fallbackLines(): Promise<string[]> {
    return (await (await this.part('.fallback-line span:not(.codicon)')).allInnerTexts()).map(plain);
  }

  /** The labels of the context that would be sent now. */
  async chips(): Promise<string[]> {
    return (await this.locator('switchyard-composer li.chip .chip-label')).allTextContents();
  }

  /** Waits for a chip with this label among what would be sent. */
  async waitForChip(label: string | RegExp): Promise<void> {
    await poll(`a chip ${label}`, async () =>
      (await this.chips()).some((chip) => (typeof label === 'string' ? chip === label : label.test(chip))),
    );
  }

  /** Begins a new chat through the view's command and waits until it is empty. */
  async newChat(): Promise<void> {
    await this.#workbench.runCommand('Switchyard: New Chat');
    await poll('an empty chat', async () => (await (await this.locator('switchyard-answer')).count()) === 0);
    // What is opened before the composer has the keyboard would be closed by that. Some palettes give it to what had it.
    await this.keyboard(1500).catch(() => undefined);
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
