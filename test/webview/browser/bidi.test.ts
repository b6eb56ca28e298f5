import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, DONE, panelState, question, reply } from '../samples.ts';
import { hasChromium, PanelBrowser } from './panelPage.ts';

if (!hasChromium) console.warn('Skipped: the panel’s browser tests need /usr/bin/chromium.');

const TEXT = 'Left to right.\n\nمرحبا، استخدم `npm test` هنا.\n\n- שלום עולם\n- last';

describe.skipIf(!hasChromium)('text from right to left in Chromium', { timeout: 30_000 }, () => {
  const browser = new PanelBrowser();
  beforeAll(() => browser.start(), 60_000);
  afterAll(() => browser.stop());

  it('begins at the right, whatever stands around it', async () => {
    const panel = await browser.open({ width: 300, height: 600, theme: 'light' });
    const asked = { ...question('q1'), text: 'שאלה' };
    await panel.hostSays(
      'panel/state',
      panelState([asked, reply('a1', answer({ status: 'done', text: TEXT, done: DONE }))]),
    );
    await panel.page.waitForSelector('.markdown li');
    const sides = await panel.page.evaluate(() => {
      const sideOf = (element: Element): string => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const [box, words] = [element.getBoundingClientRect(), range.getBoundingClientRect()];
        return box.right - words.right < words.left - box.left ? 'right' : 'left';
      };
      return [...document.querySelectorAll('.user-text, .markdown p, .markdown li')].map(sideOf);
    });
    expect(sides).toEqual(['right', 'left', 'right', 'right', 'left']);
    await panel.page.close();
  });
});
