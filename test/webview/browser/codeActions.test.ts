import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, panelState, question, reply } from '../samples.ts';
import { hasChromium, PanelBrowser, type PanelPage } from './panelPage.ts';

if (!hasChromium) console.warn('Skipped: the panel’s browser tests need /usr/bin/chromium.');

const TEXT = `Some code:

\`\`\`ts src/deep/pager.ts
const a = 1;
\`\`\`

\`\`\`bash
npm test
\`\`\`

\`\`\`ts title="src/limits.ts"
const LIMIT = 10;
\`\`\`
`;
const DONE = { ...answer(), status: 'done', text: TEXT } as const;

describe.skipIf(!hasChromium)('a code block’s header in Chromium', { timeout: 30_000 }, () => {
  const browser = new PanelBrowser();
  let panel: PanelPage;
  beforeAll(async () => {
    await browser.start();
    panel = await browser.open({ width: 220, height: 600, theme: 'dark' });
    await panel.hostSays('panel/state', panelState([question('q1'), reply('a1', DONE)]));
  }, 60_000);
  afterAll(() => browser.stop());

  it('names language and file, and fits a narrow panel', async () => {
    const { page } = panel;
    expect(await page.locator('.code-title').allTextContents()).toEqual([
      'pager.tsTypeScript',
      'Bash',
      'limits.tsTypeScript',
    ]);
    expect(await page.locator('.code-file').first().getAttribute('title')).toBe('src/deep/pager.ts');
    expect(await page.locator('pre [title], pre[title]').count()).toBe(0);
    const tooWide = await page
      .locator('.code-header')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
    expect(tooWide).toBe(0);
  });

  it('offers what fits the language', async () => {
    const labels = await panel.page
      .locator('.code-actions')
      .evaluateAll((all) => all.map((one) => [...one.querySelectorAll('button')].map((button) => button.ariaLabel)));
    expect(labels).toEqual([
      ['Compare & Apply…', 'Copy code', 'More actions'],
      ['Place in Terminal', 'Copy code', 'More actions'],
      ['Compare & Apply…', 'Copy code', 'More actions'],
    ]);
    await panel.page.locator('[data-action="terminal"]').click();
    expect(await panel.sent('code/terminal')).toEqual([{ text: 'npm test', info: 'bash', messageId: 'a1' }]);
  });

  it('has the rest in a menu for the keyboard, which gives the focus back', async () => {
    const { page } = panel;
    const more = page.locator('.more-for-code').first();
    await more.focus();
    await page.keyboard.press('Enter');
    expect(await more.getAttribute('aria-expanded')).toBe('true');
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.replace(/[^\x20-\x7e]/g, ''));
    expect(await focused()).toBe('Insert at Cursor');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('New File');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Insert at Cursor');
    const box = await page.locator('[role="menu"]').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(220);
    await page.keyboard.press('Escape');
    expect(await page.locator('[role="menu"]').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('more-for-code');
    expect(await more.getAttribute('aria-expanded')).toBe('false');
    expect(await panel.sent('chat/stop')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    expect(await panel.sent('code/newFile')).toEqual([
      { text: 'const a = 1;', info: 'ts src/deep/pager.ts', messageId: 'a1' },
    ]);
  });

  it('offers an answer’s file changes as one set', async () => {
    await panel.page.locator('.review-files').click();
    expect(await panel.sent('code/applyAll')).toEqual([{ messageId: 'a1' }]);
    expect(panel.errors).toEqual([]);
    expect((await panel.violations()).filter((one) => one !== 'style-src-elem inline')).toEqual([]);
  });
});
