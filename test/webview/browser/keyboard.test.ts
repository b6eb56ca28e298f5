import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../../e2e/harness/axe.ts';
import { answer, DONE, panelState, question, reply } from '../samples.ts';
import { hasChromium, PanelBrowser } from './panelPage.ts';

if (!hasChromium) console.warn('Skipped: the panel’s browser tests need /usr/bin/chromium.');

const said = (text: string) => answer({ status: 'done', text, done: DONE });

describe.skipIf(!hasChromium)('the conversation with the keyboard', { timeout: 30_000 }, () => {
  const browser = new PanelBrowser();
  beforeAll(() => browser.start(), 60_000);
  afterAll(() => browser.stop());

  it('begins at the newest message; arrows, Home and End move on', async () => {
    const panel = await browser.open({ width: 300, height: 600, theme: 'dark' });
    const { page } = panel;
    await panel.hostSays(
      'panel/state',
      panelState([
        question('q1'),
        reply('a1', said('# One\n\n### Two\n\n# Three')),
        question('q2'),
        reply('a2', said('Four')),
      ]),
    );
    const focused = () => page.evaluate(() => (document.activeElement as { messageId?: string } | null)?.messageId);
    await page.locator('switchyard-message[tabindex="0"]').focus();
    expect(await focused()).toBe('a2');
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toContain('deepseek-chat');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('q2');
    await page.keyboard.press('Home');
    expect(await focused()).toBe('q1');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('q1');
    await page.keyboard.press('End');
    expect(await focused()).toBe('a2');
    expect(await page.locator('switchyard-message[tabindex="0"]').count()).toBe(1);
    // Inside a message the arrow keys are its own.
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBeUndefined();
    const levels = await page
      .locator('.markdown :is(h1, h3)')
      .evaluateAll((all) => all.map(({ ariaLevel }) => ariaLevel));
    expect(levels).toEqual(['3', '4', '3']);
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });

  it('is one stop of Tab: the controls of the other messages are passed by, whenever they were drawn', async () => {
    const panel = await browser.open({ width: 300, height: 600, theme: 'dark' });
    const { page } = panel;
    const messages = [
      question('q1', `See https://example.org ${'and more '.repeat(40)}`),
      reply('a1', said('[link](https://example.org)\n\n```ts\nconst one = 1;\n```\n\n$x^2$')),
      question('q2'),
      reply('a2', answer({ status: 'streaming', text: 'It comes' })),
    ];
    await panel.hostSays('panel/state', panelState(messages));
    /** The stops from here on, as messages' ids and `other` places, until one comes a second time. */
    const stops = async (key: string): Promise<string[]> => {
      const places: string[] = [];
      for (let count = 0; count < 60; count++) {
        await page.keyboard.press(key);
        const place = await page.evaluate(() => {
          const message = document.activeElement?.closest<HTMLElement & { messageId: string }>('switchyard-message');
          const inside = message === document.activeElement ? '' : ' inside';
          return message
            ? message.messageId + inside
            : document.activeElement?.tagName === 'TEXTAREA'
              ? 'field'
              : 'other';
        });
        if (place !== places.at(-1)) places.push(place);
        if (place === 'field') break;
      }
      return places;
    };
    await page.locator('switchyard-message[tabindex="0"]').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    // Drawn after the reader went elsewhere: the rest of an answer, with what only a whole one has.
    const whole = '[late](https://example.org)\n\n```ts\nconst two = 2;\n```\n';
    await panel.hostSays('chat/messages', { conversationId: 'c1', changed: [reply('a2', said(whole))] });
    await page.locator('switchyard-answer').last().locator('.code-block button').first().waitFor();
    expect(await stops('Tab')).toEqual(['a1 inside', 'other', 'field']);
    // The list is drawn anew when its end comes into sight: that moves nobody.
    await page.locator('.jump-to-latest').waitFor();
    await page.$eval('.scroller', (list) => list.scrollTo({ top: list.scrollHeight }));
    await page.locator('.jump-to-latest').waitFor({ state: 'detached' });
    expect((await stops('Shift+Tab')).slice(0, 4)).toEqual(['other', 'a1 inside', 'a1', 'other']);
    // A click goes where it points, and Tab on from there.
    await page.locator('switchyard-answer').last().locator('.markdown a').focus();
    expect(await stops('Tab')).toEqual(['a2 inside', 'other', 'field']);
    await page.locator('switchyard-answer').last().locator('.markdown a').focus();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => (document.activeElement as { messageId?: string }).messageId)).toBe('a2');
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });
});
