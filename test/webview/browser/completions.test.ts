import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { COMPOSER } from '../samples.ts';
import { asked, complete, describeComposer, field, item } from './composerBench.ts';

describeComposer('completions in Chromium', (withComposer) => {
  const rows = (page: Page) => page.locator('.completion-label').allTextContents();

  it('completes # at the beginning of a word and attaches what is taken; undo brings the words back', () =>
    withComposer(async (panel, page) => {
      await complete(panel, 'Look at #pa', [item('pager.ts'), item('panel.ts'), item('spark.ts')]);
      expect(await asked(panel)).toMatchObject({ trigger: '#', query: 'pa' });
      expect(await rows(page)).toEqual(['pager.ts', 'panel.ts', 'spark.ts']);
      expect(await page.locator('.completion b').allTextContents()).toEqual(['pa', 'pa', 'pa']);
      expect(await field(page).getAttribute('aria-activedescendant')).toBe('composer-completions-0');
      expect(await page.textContent('switchyard-composer [aria-live]')).toBe('3 suggestions');
      await page.keyboard.press('ArrowUp');
      expect(await page.textContent('.completion[aria-selected="true"] .completion-label')).toBe('spark.ts');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await panel.sent('context/attach')).toEqual([{ id: 'file:panel.ts' }]);
      expect(await field(page).inputValue()).toBe('Look at panel.ts ');
      expect(await page.locator('.completions').count()).toBe(0);
      expect(await panel.sent('chat/send')).toEqual([]);
      await page.keyboard.press('Control+Z');
      expect(await field(page).inputValue()).toBe('Look at #pa');
    }));

  it('completes / at the start of the text alone, in place; what is typed whole is sent', () =>
    withComposer(async (panel, page) => {
      const fix = item('/fix', { insert: '/fix ', icon: 'task', detail: 'Fix the selection' });
      await complete(panel, '/f', [fix]);
      expect(await asked(panel)).toMatchObject({ trigger: '/', query: 'f' });
      await page.keyboard.press('Tab');
      expect(await field(page).inputValue()).toBe('/fix ');
      expect(await panel.sent('context/attach')).toEqual([]);
      const count = (await panel.sent('context/complete')).length;
      await page.keyboard.type('a/b and /c `#d` ');
      expect(await panel.sent('context/complete')).toHaveLength(count);
      await field(page).fill('');
      await complete(panel, '/fix', [fix]);
      await page.keyboard.press('Enter');
      expect(await panel.sent('chat/send')).toEqual([{ text: '/fix' }]);
    }));

  it('drops late answers, keeps what it shows until the next, and closes with Escape for this word', () =>
    withComposer(async (panel, page) => {
      await complete(panel, '#p', [item('pager.ts')]);
      const first = (await asked(panel)).sequence;
      await page.keyboard.type('an');
      const last = (await asked(panel)).sequence;
      expect(last).toBeGreaterThan(first);
      expect(await rows(page)).toEqual(['pager.ts']);
      await panel.hostSays('context/completions', { sequence: last, items: [item('panel.ts')] });
      await panel.hostSays('context/completions', { sequence: first, items: [item('old.ts')] });
      expect(await rows(page)).toEqual(['panel.ts']);
      await panel.hostSays('composer/state', { ...COMPOSER, busy: true });
      await page.keyboard.press('Escape');
      expect(await page.locator('.completions').count()).toBe(0);
      expect(await panel.sent('chat/stop')).toEqual([]);
      const count = (await panel.sent('context/complete')).length;
      await page.keyboard.type('el');
      await panel.settle();
      expect(await panel.sent('context/complete')).toHaveLength(count);
      await page.keyboard.press('Escape');
      expect(await panel.sent('chat/stop')).toHaveLength(1);
    }));

  it('takes the first answer when Enter was quicker than the host, and a click anywhere in a row', () =>
    withComposer(async (panel, page) => {
      await page.keyboard.type('#chan');
      const { sequence } = await asked(panel);
      await page.keyboard.press('Enter');
      expect(await panel.sent('chat/send')).toEqual([]);
      await panel.hostSays('context/completions', {
        sequence,
        items: [item('#changes', { id: 'changes', icon: 'changes' })],
      });
      expect(await panel.sent('context/attach')).toEqual([{ id: 'changes' }]);
      await complete(panel, '#t', [item('a.ts'), item('terminal', { id: 'terminal', icon: 'terminal' })]);
      await page.click('.completion >> nth=1');
      expect((await panel.sent('context/attach')).at(-1)).toEqual({ id: 'terminal' });
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    }));

  it('stays inside a narrow panel with a long list, and scrolls to the active row', () =>
    withComposer(
      async (panel, page) => {
        const many = Array.from({ length: 40 }, (_, index) => item(`aRatherLongNameOfAFile${index}.component.ts`));
        await complete(panel, '#a', many);
        for (let index = 0; index < 25; index += 1) await page.keyboard.press('ArrowDown');
        await panel.settle();
        const list = await page.locator('.completions').boundingBox();
        const row = await page.locator('.completion[aria-selected="true"]').boundingBox();
        expect(list?.y).toBeGreaterThanOrEqual(0);
        expect((list?.x ?? 0) + (list?.width ?? 999)).toBeLessThanOrEqual(260);
        expect((row?.y ?? 0) >= (list?.y ?? 0)).toBe(true);
        expect((row?.y ?? 999) + 22).toBeLessThanOrEqual((list?.y ?? 0) + (list?.height ?? 0));
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(260);
      },
      { width: 260 },
    ));
});
