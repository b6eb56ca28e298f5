import { expect, it } from 'vitest';
import { axeFindings } from '../../e2e/harness/axe.ts';
import { COMPOSER, FINISHED, panelState, question, reply } from '../samples.ts';
import { CHIPS, complete, describeComposer, FIT, field, item, MANY, TOO_LONG } from './composerBench.ts';

describeComposer('the composer in Chromium', (withComposer) => {
  it('shows what is sent along with its size, and why something is left out', () =>
    withComposer(async (_panel, page) => {
      const chips = page.locator('ul.chip-list > li');
      expect(await chips.locator('.chip-label').allTextContents()).toEqual([
        'pager.ts:12-20',
        'src/components',
        'logo.bin',
      ]);
      expect(await page.locator('.chip-tokens').allTextContents()).toEqual(['1.2k tokens', '…']);
      expect(await chips.nth(2).getAttribute('title')).toContain('It is not a text file.');
      expect(await page.textContent('.chip-sentence')).toBe('logo.bin: It is not a text file.');
    }));

  it('is walked through with the keyboard: one stop of Tab, arrows within, Delete takes away', () =>
    withComposer(async (panel, page) => {
      const focused = () => page.evaluate(() => document.activeElement?.querySelector('.chip-label')?.textContent);
      await page.keyboard.press('Backspace');
      expect(await focused()).toBe('logo.bin');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      expect(await focused()).toBe('pager.ts:12-20');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Delete');
      expect(await panel.sent('chip/remove')).toEqual([{ id: 'd' }]);
      await panel.hostSays('composer/state', { ...COMPOSER, chips: CHIPS.filter(({ id }) => id !== 'd') });
      expect(await focused()).toBe('logo.bin');
      await page.keyboard.press('Backspace');
      await panel.hostSays('composer/state', { ...COMPOSER, chips: CHIPS.filter(({ id }) => id === 's') });
      expect(await focused()).toBe('pager.ts:12-20');
      await page.keyboard.press('Delete');
      await panel.hostSays('composer/state', { ...COMPOSER, chips: [] });
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      expect(await panel.sent('chip/add')).toHaveLength(1);
      await page.click('.attach');
      expect(await panel.sent('context/pick')).toHaveLength(1);
    }));

  it('tells the host of the draft once it rests, and before it is sent', () =>
    withComposer(async (panel, page) => {
      await page.keyboard.type('Why so slow?', { delay: 5 });
      expect(await panel.sent('draft/change')).toEqual([]);
      await page.waitForTimeout(400);
      expect(await panel.sent('draft/change')).toEqual([{ text: 'Why so slow?' }]);
      await page.keyboard.type('!');
      await page.keyboard.press('Enter');
      const methods = await page.evaluate(() => (window as unknown as { sent: { method: string }[] }).sent);
      expect(methods.map(({ method }) => method).slice(-2)).toEqual(['draft/change', 'chat/send']);
    }));

  it('draws neither models nor chips again for a letter, and no models for a new count', () =>
    withComposer(
      async (panel, page) => {
        await page.evaluate(() => {
          const drawn = { models: 0, chips: 0 };
          Object.assign(window, { drawn });
          const watch = (selector: string, part: keyof typeof drawn) =>
            new MutationObserver((records) => {
              drawn[part] += records.length;
            }).observe(document.querySelector(selector) as Node, {
              subtree: true,
              childList: true,
              characterData: true,
            });
          watch('switchyard-model-picker', 'models');
          watch('switchyard-chips', 'chips');
        });
        const drawn = () => page.evaluate(() => (window as unknown as { drawn: object }).drawn);
        await page.keyboard.type('typing is fluid');
        await panel.settle();
        expect(await drawn()).toEqual({ models: 0, chips: 0 });
        const counted = CHIPS.map((chip) => ({ ...chip, tokens: 77 }));
        await panel.hostSays('composer/state', { ...COMPOSER, models: MANY, chips: counted, fit: FIT });
        expect(await drawn()).toMatchObject({ models: 0 });
        expect(await page.textContent('.chip-tokens')).toBe('77 tokens');
      },
      { state: { models: MANY } },
    ));

  it('keeps what is typed through every news of the host', () =>
    withComposer(async (panel, page) => {
      await page.keyboard.type('half a wo');
      await panel.hostSays('composer/state', { ...COMPOSER, chips: CHIPS.slice(1), fit: FIT });
      await panel.hostSays('panel/state', panelState([question('q1')], { composer: { ...COMPOSER, fit: TOO_LONG } }));
      await page.keyboard.type('rd');
      expect(await field(page).inputValue()).toBe('half a word');
    }));

  it('brings back earlier questions with the arrows, from an empty field only', () =>
    withComposer(async (panel, page) => {
      const messages = [question('q1', 'first\nin two lines'), reply('a1', FINISHED), question('q2', 'second')];
      await panel.hostSays('panel/state', panelState(messages));
      await page.keyboard.press('ArrowUp');
      expect(await field(page).inputValue()).toBe('second');
      await page.keyboard.press('ArrowUp');
      expect(await field(page).inputValue()).toBe('first\nin two lines');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowDown');
      expect(await field(page).inputValue()).toBe('first\nin two lines');
      await page.keyboard.press('ArrowDown');
      expect(await field(page).inputValue()).toBe('second');
      await page.keyboard.press('ArrowDown');
      expect(await field(page).inputValue()).toBe('');
      await page.keyboard.type('mine');
      await page.keyboard.press('ArrowUp');
      expect(await field(page).inputValue()).toBe('mine');
    }));

  it('says how much of the window is used, warns before it is full, and offers ways out', () =>
    withComposer(async (panel, page) => {
      const height = () => page.locator('switchyard-composer').evaluate((element: HTMLElement) => element.offsetHeight);
      const before = await height();
      expect(await page.locator('.meter-words').count()).toBe(0);
      await panel.hostSays('composer/state', { ...COMPOSER, chips: CHIPS, fit: FIT });
      const words = async () => (await page.textContent('.meter-words'))?.replace(/\s+/g, ' ');
      expect(await words()).toBe('3.4k of 128k tokens · ≈$0.0021 · deepseek-chat');
      expect(await height()).toBe(before);
      expect(await page.getAttribute('.meter', 'title')).toContain('About 3,400 of the 128,000 tokens');
      expect(await page.locator('.meter-tight').count()).toBe(0);
      await panel.hostSays('composer/state', { ...COMPOSER, chips: CHIPS, fit: { ...FIT, tokens: 110_000 } });
      expect(await page.locator('.meter-tight').count()).toBe(1);
      expect(await height()).toBe(before);
      await panel.hostSays('composer/state', { ...COMPOSER, chips: CHIPS, fit: TOO_LONG });
      expect(await page.textContent('switchyard-composer [aria-live]')).toContain('140,000 tokens');
      await page.click('.fit-ways vscode-button >> nth=1');
      expect(await panel.sent('fit/resolve')).toEqual([{ id: 'larger' }]);
      await panel.hostSays('composer/state', {
        ...COMPOSER,
        chips: [],
        fit: { ...FIT, window: null, estimatedUsd: null },
      });
      expect(await page.locator('.meter-words').count()).toBe(0);
      await page.keyboard.type('x');
      expect(await words()).toBe('3.4k tokens · price unknown · deepseek-chat');
    }));

  it('has a field that grows with its text up to a share of the panel, in either direction of writing', () =>
    withComposer(async (_panel, page) => {
      const height = () => field(page).evaluate((element: HTMLElement) => element.offsetHeight);
      const one = await height();
      await field(page).fill('one\ntwo\nthree');
      expect(await height()).toBeGreaterThanOrEqual(one * 3);
      await field(page).fill('line\n'.repeat(200));
      expect(await height()).toBeLessThanOrEqual(240);
      await field(page).fill('לְמָה הָעַמּוּד?');
      expect(await field(page).evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    }));

  it('opens sixty models inside a narrow panel, with the keyboard', () =>
    withComposer(
      async (panel, page) => {
        await page.focus('.model-picker');
        await page.keyboard.press('Enter');
        const list = page.locator('.model-picker').locator('[part="listbox"]');
        await list.waitFor();
        const box = await list.boundingBox();
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(260);
        await page.keyboard.press('End');
        await panel.settle();
        const last = await page.locator('vscode-option').last().boundingBox();
        expect((last?.y ?? 999) + (last?.height ?? 0)).toBeLessThanOrEqual((box?.y ?? 0) + (box?.height ?? 0));
        await page.keyboard.press('ArrowUp');
        await page.keyboard.press('Enter');
        expect(await panel.sent('model/choose')).toEqual([{ model: 'p3/model-59' }]);
      },
      { width: 260, state: { models: MANY } },
    ));

  for (const theme of ['dark', 'light', 'high-contrast'] as const) {
    it(`gives axe nothing to find in ${theme}`, () =>
      withComposer(
        async (panel, page) => {
          const findings = () => axeFindings(page, 'switchyard-composer');
          expect(await findings()).toEqual([]);
          await complete(panel, 'x #pa', [item('pager.ts'), item('panel.ts')]);
          expect(await findings()).toEqual([]);
          await page.keyboard.press('Escape');
          await panel.hostSays('composer/state', { ...COMPOSER, chips: CHIPS, fit: TOO_LONG });
          expect(await findings()).toEqual([]);
          await panel.hostSays('composer/state', { ...COMPOSER, chips: [], fit: FIT, busy: true });
          expect(await findings()).toEqual([]);
          await page.click('.model-picker');
          expect(await findings()).toEqual([]);
        },
        { theme },
      ));
  }
});
