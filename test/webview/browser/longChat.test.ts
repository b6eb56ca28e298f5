import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelMessage } from '../../../src/protocol/panelState.ts';
import { longChat, longText } from '../longTexts.ts';
import { answer, COMPOSER, DONE, panelState, question, reply } from '../samples.ts';
import { memoryOf } from './mainThread.ts';
import { hasChromium, PanelBrowser, type PanelPage } from './panelPage.ts';

/** What the reader sees is drawn, and some around it: never a share of the conversation. */
const MOST_DRAWN = 70;

describe.skipIf(!hasChromium)('a long chat in Chromium', { timeout: 60_000 }, () => {
  const browser = new PanelBrowser();
  beforeAll(() => browser.start(), 60_000);
  afterAll(() => browser.stop());

  async function withPanel(check: (panel: PanelPage) => Promise<void>): Promise<void> {
    const panel = await browser.open({ width: 320, height: 600, theme: 'dark' });
    await check(panel);
    expect(panel.errors).toEqual([]);
    await panel.page.close();
  }

  const drawn = ({ page }: PanelPage) => page.locator('.user-message, switchyard-answer').count();
  const fromEnd = ({ page }: PanelPage) =>
    page.$eval('.scroller', (list) => list.scrollHeight - list.scrollTop - list.clientHeight);
  const scrollTo = ({ page }: PanelPage, top: number) =>
    page.$eval('.scroller', (list, to) => list.scrollTo({ top: to }), top);
  const wholeText = ({ page }: PanelPage) => page.locator('switchyard-markdown').last().textContent();
  const allDrawn = ({ page }: PanelPage) =>
    page.waitForFunction(() => document.querySelector('[data-drawing]') === null);

  /** As the host does it: the newest first, the others in parts. */
  async function open(panel: PanelPage, messages: PanelMessage[], conversationId = 'long'): Promise<void> {
    const newest = messages.slice(-60);
    const order = messages.map(({ id }) => id);
    await panel.hostSays('panel/state', panelState(newest, { conversationId, order }));
    for (let end = messages.length - newest.length; end > 0; end -= 60) {
      const changed = messages.slice(Math.max(0, end - 60), end);
      await panel.hostSays('chat/messages', { conversationId, changed });
    }
  }

  it('opens at its end, and draws what is near the reader wherever that is', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await open(panel, longChat(1000));
      await page.waitForFunction(() => document.querySelectorAll('switchyard-message').length === 1000);
      expect(await fromEnd(panel)).toBeLessThan(2);
      expect(await page.locator('switchyard-answer').last().textContent()).toContain('Answer 499.');
      expect(await drawn(panel)).toBeLessThan(MOST_DRAWN);

      await scrollTo(panel, 0);
      await page.waitForSelector('text=Question 0:');
      await page.waitForSelector('.jump-to-latest');
      await page.waitForSelector('text=Answer 1.');
      expect(await drawn(panel)).toBeLessThan(MOST_DRAWN);

      for (let share = 1; share < 20; share++) {
        const height = await page.$eval('.scroller', (list) => list.scrollHeight);
        await scrollTo(panel, (height * share) / 20);
        await panel.settle();
      }
      await expect.poll(() => drawn(panel), { timeout: 20_000 }).toBeLessThan(MOST_DRAWN);
      await page.click('.jump-to-latest');
      await page.waitForFunction(() => document.querySelector('.jump-to-latest') === null);
      expect(await page.locator('switchyard-answer').last().isVisible()).toBe(true);
      expect(await fromEnd(panel)).toBeLessThan(2);
    }));

  it('stays where it is read while what is above takes its size', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await open(panel, longChat(200));
      await page.waitForFunction(() => document.querySelectorAll('switchyard-message').length === 200);
      await scrollTo(panel, 20_000);
      await page.waitForTimeout(500);
      await page.mouse.move(150, 200);
      for (let turn = 0; turn < 12; turn++) {
        const seen = await page.evaluate(() => {
          const scroller = document.querySelector('.scroller') as HTMLElement;
          const middle = [...document.querySelectorAll('switchyard-message')].find(
            (message) => message.getBoundingClientRect().bottom > 250,
          ) as HTMLElement;
          (window as unknown as { seen: HTMLElement }).seen = middle;
          return middle.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
        });
        await page.mouse.wheel(0, -100);
        await page.waitForTimeout(250);
        const now = await page.evaluate(() => {
          const scroller = document.querySelector('.scroller') as HTMLElement;
          const { seen: message } = window as unknown as { seen: HTMLElement };
          return message.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
        });
        expect(now - seen).toBeGreaterThan(98);
        expect(now - seen).toBeLessThan(102);
      }
    }));

  it('comes back where it was left', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      const messages = longChat(400);
      await open(panel, messages);
      await page.waitForFunction(() => document.querySelectorAll('switchyard-message').length === 400);
      await page.locator('switchyard-message').nth(120).scrollIntoViewIfNeeded();
      await page.waitForTimeout(400);
      await page.mouse.move(150, 200);
      await page.mouse.wheel(0, 130);
      await page.waitForTimeout(500);
      const topmost = () =>
        page.evaluate(() => {
          const messages = [...document.querySelectorAll<HTMLElement & { messageId: string }>('switchyard-message')];
          const top = document.querySelector('.scroller')?.getBoundingClientRect().top ?? 0;
          const first = messages.find((message) => message.getBoundingClientRect().bottom > top);
          return { id: first?.messageId, top: Math.round((first?.getBoundingClientRect().top ?? 0) - top) };
        });
      const before = await topmost();
      // The list is gone and comes anew, as with the page of a view that was hidden.
      await panel.hostSays('panel/state', panelState([], { conversationId: 'long' }));
      await open(panel, messages);
      await expect.poll(async () => (await topmost()).id, { timeout: 10_000 }).toBe(before.id);
      await page.waitForTimeout(1000);
      const after = await topmost();
      expect(after.id).toBe(before.id);
      expect(Math.abs(after.top - before.top)).toBeLessThan(4);
      expect(await page.isVisible('.jump-to-latest')).toBe(true);
    }));

  it('keeps what has the focus, is selected or unfolded, however far the reader goes', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await open(panel, longChat(300));
      await page.waitForFunction(() => document.querySelectorAll('switchyard-message').length === 300);
      const message = page.locator('switchyard-message').nth(281);
      await message.scrollIntoViewIfNeeded();
      await message.locator('.copy-code').first().focus();
      await message.locator('.markdown p').first().selectText();
      const selection = () => page.evaluate(() => document.getSelection()?.toString());
      const selected = await selection();
      expect(selected?.length).toBeGreaterThan(5);
      const kept = await page.evaluateHandle(() => document.activeElement);
      for (let share = 20; share >= 0; share--) {
        const height = await page.$eval('.scroller', (list) => list.scrollHeight);
        await scrollTo(panel, (height * share) / 20);
        await panel.settle();
        await panel.settle();
      }
      await expect.poll(() => drawn(panel), { timeout: 20_000 }).toBeLessThan(MOST_DRAWN);
      expect(await kept.evaluate((element) => element === document.activeElement && element?.isConnected)).toBe(true);
      expect(await selection()).toBe(selected);
    }));

  it('draws a very long answer from where it is read, in slices, until all of it is there', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      const text = longText('mixed', 120_000);
      const long = reply('a1', answer({ status: 'done', text, done: DONE }));
      await open(panel, [question('q1'), long]);
      const last = page.locator('switchyard-markdown .block > *').last();
      await last.waitFor();
      expect(await fromEnd(panel)).toBeLessThan(2);
      await allDrawn(panel);
      await panel.settle();
      expect(await fromEnd(panel)).toBeLessThan(2);
      const headings = await page.locator('.markdown h2').allInnerTexts();
      expect(headings).toEqual([...text.matchAll(/^## (.*)$/gm)].map(([, words]) => words));
    }));

  it.each(['code', 'list', 'numbers', 'table', 'paragraph'] as const)(
    'shows a long answer that is all %s whole, drawn while it came or at once',
    (shape) =>
      withPanel(async (panel) => {
        const { page } = panel;
        const text = longText(shape, 30_000);
        const coming = panelState([question('q1'), reply('a1', answer())], { composer: { ...COMPOSER, busy: true } });
        await panel.hostSays('panel/state', coming);
        for (let end = 0; end < text.length; end += 1500) {
          const delta = text.slice(end, end + 1500);
          await panel.hostSays('chat/events', { messageId: 'a1', events: [{ type: 'text', delta }] });
        }
        await panel.hostSays('chat/events', { messageId: 'a1', events: [DONE] });
        await allDrawn(panel);
        const streamed = await wholeText(panel);
        const numbers = await page.$$eval('.markdown > .block > ol', (lists) =>
          lists.map((list) => [(list as HTMLOListElement).start, list.querySelectorAll(':scope > li').length]),
        );
        for (const [index, [start]] of numbers.entries()) {
          expect(start).toBe(1 + numbers.slice(0, index).reduce((sum, [, items = 0]) => sum + items, 0));
        }
        if (shape === 'code') expect(streamed).toContain(text.slice('```ts\n'.length).trimEnd());
        await open(panel, [question('q2'), reply('a2', answer({ status: 'done', text, done: DONE }))], 'other');
        await allDrawn(panel);
        expect((await wholeText(panel))?.replace(/\s+/g, '')).toBe(streamed?.replace(/\s+/g, ''));
      }),
  );

  it.each(['', '```\n\nAnd that is all.'])('loses nothing of code that was coloured and then goes on, then %j', (end) =>
    withPanel(async (panel) => {
      const text = longText('code', 20_000).replace(/\n```\s*$/, '\n');
      const more = 'const addedAfterwards = 1;\n';
      const coming = (written: string) => reply('a1', answer({ status: 'streaming', text: written }));
      const says = (delta: string) =>
        panel.hostSays('chat/events', { messageId: 'a1', events: [{ type: 'text', delta }] });
      await panel.hostSays('panel/state', panelState([question('q1'), coming('')]));
      for (let at = 0; at < text.length; at += 1500) await says(text.slice(at, at + 1500));
      await panel.hostSays('chat/events', { messageId: 'a1', events: [DONE] });
      await panel.page.waitForSelector('.code-part.colored');
      await panel.page.waitForFunction(() => document.querySelector('.code-part:not(.colored)') === null);
      await panel.hostSays('chat/messages', { conversationId: 'c1', changed: [coming(text)] });
      await says(more);
      await says(`${more}${end}`);
      await panel.hostSays('chat/events', { messageId: 'a1', events: [DONE] });
      await allDrawn(panel);
      expect((await panel.page.locator('.code-block pre').allTextContents()).join('').trimEnd()).toBe(
        `${text}${more}${more}`.slice('```ts\n'.length).trimEnd(),
      );
    }),
  );

  it('costs after 500 messages what it cost after 50', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await panel.hostSays('panel/state', panelState([question('q0')], { conversationId: 'soak' }));
      await talk(panel, 0, 25);
      const early = await memoryOf(panel);
      await talk(panel, 25, 250);
      await expect.poll(() => drawn(panel), { timeout: 20_000 }).toBeLessThan(MOST_DRAWN);
      const late = await memoryOf(panel);
      expect(await page.locator('switchyard-message').count()).toBe(500);
      // Ten times the messages: with all of them drawn it would be ten times the nodes and about five times the heap.
      expect(late.nodes).toBeLessThan(early.nodes * 3);
      expect(late.heapMb - early.heapMb).toBeLessThan(6);
    }));

  /** Asks and answers, from pair to pair, one event after the other. */
  async function talk({ page }: PanelPage, from: number, to: number): Promise<void> {
    const messages = longChat(to * 2);
    const pairs = Array.from({ length: to - from }, (_, index) => {
      const [asked, answered] = messages.slice((from + index) * 2);
      return { asked, text: answered?.role === 'assistant' ? answered.answer.text : '' };
    });
    await page.evaluate(
      async ([list, start, done]) => {
        const say = (method: string, params: unknown) => window.postMessage({ jsonrpc: '2.0', method, params }, '*');
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        for (const [index, { asked, text }] of list.entries()) {
          const pair = start + index;
          const ids = Array.from({ length: pair + 1 }, (_, at) => [`q${at}`, `a${at}`]).flat();
          const blank = { status: 'routing', text: '', reasoning: '', attempts: [], fallbacks: [] };
          const changed = [asked, { role: 'assistant', id: `a${pair}`, answer: blank }];
          say('chat/messages', { conversationId: 'soak', order: ids, changed });
          for (let at = 0; at < text.length; at += 1000) {
            const delta = text.slice(at, at + 1000);
            say('chat/events', { messageId: `a${pair}`, events: [{ type: 'text', delta }] });
            await frame();
          }
          say('chat/events', { messageId: `a${pair}`, events: [done] });
          await frame();
        }
      },
      [pairs, from, DONE] as const,
    );
  }
});
