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
});
