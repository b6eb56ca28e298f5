import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from '../hostile.ts';
import { RICH } from '../rich.ts';
import { answer, DONE, panelState, question, reply } from '../samples.ts';
import { hasChromium, PanelBrowser, type PanelPage } from './panelPage.ts';

const KNOWN_VIOLATION = 'style-src-elem inline';

describe.skipIf(!hasChromium)('a rich answer in Chromium', { timeout: 60_000 }, () => {
  const browser = new PanelBrowser();
  beforeAll(() => browser.start(), 60_000);
  afterAll(() => browser.stop());

  async function shown(text: string, check: (panel: PanelPage) => Promise<void>): Promise<void> {
    const panel = await browser.open({ width: 300, height: 900, theme: 'dark' });
    await panel.hostSays(
      'panel/state',
      panelState([question('q1'), reply('a1', answer({ status: 'done', text, done: DONE }))]),
    );
    await check(panel);
    expect(panel.errors).toEqual([]);
    expect(panel.strayRequests).toEqual([]);
    expect((await panel.violations()).filter((violation) => violation !== KNOWN_VIOLATION)).toEqual([]);
    await panel.page.close();
  }

  it('loads what draws diagrams, formulas and terminal colours only when one occurs', () =>
    shown('Plain `code` only.', async ({ page }) => {
      const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      expect(loaded.filter((name) => /diagram|math|terminal|highlight/i.test(name))).toEqual([]);
    }));

  it('draws a diagram as an inert picture, with a switch to its source', () =>
    shown(RICH, async ({ page }) => {
      await page.locator('.diagram').first().scrollIntoViewIfNeeded();
      await page.waitForSelector('.diagram img');
      expect(await page.locator('switchyard-markdown :is(svg, foreignObject, script, iframe)').count()).toBe(0);
      const frame = page.locator('iframe.diagram-frame');
      expect(await frame.getAttribute('sandbox')).toBe('allow-scripts');
      await page.click('.diagram-toggle');
      expect(await page.isVisible('pre:has(> .language-mermaid)')).toBe(true);
      expect(await page.isVisible('.diagram')).toBe(false);
      await page.click('.diagram-toggle');
      expect(await page.isVisible('.diagram')).toBe(true);
    }));

  it('asks about names once the block is closed, and links what the host found', () =>
    shown(RICH, async (panel) => {
      await panel.page.waitForFunction(() =>
        JSON.stringify((window as never as { sent: unknown[] }).sent).includes('notes.md#L2'),
      );
      // On a busy machine blocks that are drawn later ask later.
      const asked = (await panel.sent('place/find')).flatMap(({ names }) => names as string[]);
      expect(asked).toEqual(expect.arrayContaining(['src/pager.ts:3', 'readAll', 'notes.md#L2']));
      await panel.hostSays('place/known', {
        asked,
        found: [{ name: 'src/pager.ts:3', detail: 'src/pager.ts:3' }],
      });
      await panel.page.click('.place-link', { modifiers: ['Control'] });
      expect(await panel.sent('place/open')).toEqual([{ name: 'src/pager.ts:3', beside: true }]);
      expect(await panel.page.locator('.place-link').count()).toBe(1);
    }));

  it('connects notes that come in later blocks, and leaves a mark without a note as it was written', () =>
    shown('a[^1] b[^none]\n\n[^1]: note\n\nend', async ({ page }) => {
      expect(await page.locator('.footnote-ref button').allTextContents()).toEqual(['1']);
      await page.click('.footnote-ref button');
      expect(await page.evaluate(() => document.activeElement?.className)).toContain('footnote-back');
    }));

  it('lets nothing of hostile text run, load or leave its place', () =>
    shown(HOSTILE.join('\n\n'), async ({ page }) => {
      await page.waitForSelector('.math math');
      for (const diagram of await page.locator('.language-mermaid').all()) await diagram.scrollIntoViewIfNeeded();
      await page.waitForFunction(() => document.querySelectorAll('.diagram img, .diagram-problem').length >= 2);
      expect(
        await page.evaluate(() => [
          (window as never as { hacked?: unknown }).hacked,
          document.querySelectorAll('[onerror], [onclick], math [href], math [id], math .problem-card').length,
        ]),
      ).toEqual([undefined, 0]);
      const pictures = await page
        .locator('.diagram img')
        .evaluateAll((all) => all.map((one) => decodeURIComponent((one as HTMLImageElement).src)));
      for (const picture of pictures) expect(picture).not.toMatch(/<(?:script|iframe)|javascript:|\son\w+=/i);
      const widest = await page.evaluate(() => document.querySelector('.scroller')?.scrollWidth ?? 0);
      expect(widest).toBeLessThanOrEqual(300);
    }));
});
