import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPOSER, panelState } from '../samples.ts';
import { hasChromium, PanelBrowser, type PanelPage } from './panelPage.ts';

const chip = (kind: 'file' | 'selection') => ({ id: kind, kind, label: 'pager.ts', detail: 'pager.ts' });
const nothing = { ...COMPOSER, chips: [], hasEditor: false };

describe.skipIf(!hasChromium)('the first screen', { timeout: 30_000 }, () => {
  const browser = new PanelBrowser();
  beforeAll(() => browser.start(), 60_000);
  afterAll(() => browser.stop());

  async function withPanel(check: (panel: PanelPage, page: Page) => Promise<void>): Promise<void> {
    const panel = await browser.open({ width: 300, height: 600, theme: 'dark' });
    await panel.hostSays('panel/state', panelState([], { composer: nothing }));
    await check(panel, panel.page);
    expect(panel.errors).toEqual([]);
    await panel.page.close();
  }

  it('offers what fits the empty window, the open file or the selection', () =>
    withPanel(async (panel, page) => {
      const examples = () => page.locator('.example').allInnerTexts();
      expect((await examples()).join()).not.toMatch(/this file|selected/);
      expect(await page.locator('.add-chip').count()).toBe(0);
      await panel.hostSays('composer/state', { ...nothing, hasEditor: true, chips: [chip('file')] });
      expect(await examples()).toEqual([
        'Explain how this file works',
        'Write tests for this file',
        'Find bugs in this file and suggest fixes',
      ]);
      await panel.hostSays('composer/state', { ...nothing, hasEditor: true, chips: [chip('selection')] });
      expect((await examples()).every((text) => text.includes('selected code'))).toBe(true);
      await panel.hostSays('composer/state', { ...nothing, hasEditor: true });
      expect(await page.locator('.add-chip').textContent()).toContain('Active editor');
      await panel.hostSays('composer/state', { ...nothing, chips: [{ ...chip('file'), problem: 'Not sent along.' }] });
      expect((await examples()).join()).not.toMatch(/this file|selected/);
      expect(await page.locator('.add-chip').count()).toBe(0);
    }));

  it('says in a line who is ready', () =>
    withPanel(async (panel, page) => {
      const line = () => page.textContent('.ready-line');
      const of = (...providers: string[]) =>
        providers.map((provider) => ({ id: `${provider}/m`, name: 'm', provider, detail: '' }));
      await panel.hostSays('composer/state', { ...nothing, models: of('OpenAI') });
      expect(await line()).toBe('OpenAI is ready.');
      await panel.hostSays('composer/state', { ...nothing, models: of('OpenAI', 'Groq') });
      expect(await line()).toBe('OpenAI and Groq are ready.');
      await panel.hostSays('composer/state', { ...nothing, models: of('a', 'b', 'c', 'd') });
      expect(await line()).toBe('4 providers are ready.');
    }));

  it('adds a provider by the last row of the model picker, and only when that row was chosen', () =>
    withPanel(async (panel, page) => {
      const picked = () => page.textContent('.model-picker [slot="selected-value"]');
      await page.click('.model-picker');
      await page.locator('.model-picker vscode-option').last().click();
      expect(await panel.sent('action/run')).toEqual([{ action: 'addProvider' }]);
      expect(await picked()).toBe('Auto');

      await page.focus('.model-picker');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.press('End');
      await page.keyboard.press('Escape');
      expect(await panel.sent('action/run')).toHaveLength(1);
      expect(await picked()).toBe('Auto');

      await page.keyboard.press('Enter');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      expect(await panel.sent('action/run')).toHaveLength(2);
      expect(await panel.sent('model/choose')).toEqual([]);
    }));
});
