import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ATTEMPT,
  COMPOSER,
  DONE,
  FALLBACK,
  FINISHED,
  panelState,
  question,
  reply,
  SECOND_ATTEMPT,
} from '../samples.ts';
import { hasChromium, PanelBrowser, type PanelPage } from './panelPage.ts';

const TALK = { conversationId: 'c1', opened: 0, draft: '', queue: [], undo: null };
const CUT = { ...FINISHED, text: 'Half of it', done: { ...DONE, finishReason: 'length' as const } };

/** As in panel.test.ts: the toolkit's own probe. */
const KNOWN_VIOLATION = 'style-src-elem inline';

describe.skipIf(!hasChromium)('a conversation in Chromium', { timeout: 30_000 }, () => {
  const browser = new PanelBrowser();
  beforeAll(() => browser.start(), 60_000);
  afterAll(() => browser.stop());

  async function withPanel(work: (panel: PanelPage) => Promise<void>, width = 400): Promise<void> {
    const panel = await browser.open({ width, height: 700, theme: 'dark' });
    await work(panel);
    expect(panel.errors).toEqual([]);
    expect(panel.strayRequests).toEqual([]);
    expect((await panel.violations()).filter((violation) => violation !== KNOWN_VIOLATION)).toEqual([]);
    await panel.page.close();
  }

  it.each([
    [2, [], ['deepseek/deepseek-chat answered', 'openai/gpt-5-mini not needed · ≈$0.000007']],
    [
      1,
      [{ ...FALLBACK, error: { kind: 'timeout' as const, message: 'no first word' } }],
      ['deepseek/deepseek-chat too slow: no first word · ≈$0.000007', 'openai/gpt-5-mini answered'],
    ],
  ])('says what the one of two models that was stopped has cost: the attempt %i', (attempt, fallbacks, rows) =>
    withPanel(async (panel) => {
      const { model } = attempt === 1 ? SECOND_ATTEMPT : ATTEMPT;
      const done = { ...DONE, model, attempts: 2, stopped: [{ attempt, costUsd: 0.000007, estimated: true }] };
      const hedged = { ...FINISHED, attempts: [ATTEMPT, SECOND_ATTEMPT], fallbacks, done };
      await panel.hostSays('panel/state', panelState([reply('a1', hedged)]));
      await panel.page.click('button.route-line');
      const models = panel.page.locator('.route-details dt:text-is("Asked") + dd li');
      await models.first().waitFor();
      expect((await models.allTextContents()).map((text) => text.trim())).toEqual(rows);
    }),
  );

  it('edits a question in its place, with the keys of the composer', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await panel.hostSays('panel/state', panelState([question('q1', 'Why?'), reply('a1', FINISHED)]));
      await panel.hostSays('chat/talk', TALK);
      const edit = page.locator('switchyard-question vscode-button[aria-label="Edit"]');
      await edit.click();
      await page.keyboard.type(' And');
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.type('how?');
      expect(await page.locator('.edit-field').inputValue()).toBe('Why? And\nhow?');
      await panel.hostSays('composer/state', { ...COMPOSER, busy: true });
      await page.keyboard.press('Escape');
      expect(await panel.sent('chat/stop')).toEqual([]);
      expect(await page.locator('.user-text').textContent()).toBe('Why?');
      await edit.click();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('How?');
      await page.keyboard.press('Enter');
      expect(await panel.sent('message/edit')).toEqual([{ messageId: 'q1', text: 'How?' }]);
      expect(await page.locator('switchyard-composer textarea').evaluate((e) => e === document.activeElement)).toBe(
        true,
      );
    }));

  it('shows what can be done with a message when it is looked at or reached with Tab', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await panel.hostSays(
        'panel/state',
        panelState([question('q1'), reply('a1', FINISHED), question('q2'), reply('a2', CUT)]),
      );
      const opacity = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((e) => getComputedStyle(e).opacity);
      await page.mouse.move(1, 1);
      expect([await opacity('.floating'), await opacity('.answer-footer')]).toEqual(['0', '0']);
      await page.locator('switchyard-message[tabindex="0"]').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Tab');
      expect(await opacity('.floating')).toBe('1');
      const reached: string[] = [];
      for (let index = 0; index < 4; index++) {
        reached.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''));
        await page.keyboard.press('Tab');
      }
      expect(reached).toEqual(['Edit', 'Quote', 'Copy', 'Delete']);
      const nameless = await page
        .locator('vscode-button')
        .evaluateAll((all) =>
          all.filter((one) => !one.getAttribute('aria-label') && !one.textContent?.trim()).map((one) => one.outerHTML),
        );
      expect(nameless).toEqual([]);
      await page.click('.answer-ways vscode-button');
      await expect.poll(() => panel.sent('message/continue')).toEqual([{ messageId: 'a2' }]);
      await panel.hostSays('composer/state', { ...COMPOSER, busy: true });
      expect(
        await page
          .locator('[title="Delete"], [title="Regenerate"], .answer-ways vscode-button')
          .filter({ visible: true })
          .count(),
      ).toBe(0);
    }));

  it('goes from one version to another, and compares two answers', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      const versioned = { ...question('q2'), siblings: ['q1', 'q2', 'q3'] };
      await panel.hostSays('panel/state', panelState([versioned, reply('a1', FINISHED)]));
      expect(await page.locator('.version-count').textContent()).toBe('2/3');
      expect(await page.locator('.versions').getAttribute('aria-label')).toBe('Version 2 of 3');
      await page.click('vscode-button[aria-label="Previous version"]');
      await page.click('vscode-button[aria-label="Next version"]');
      expect(await panel.sent('message/show')).toEqual([{ messageId: 'q1' }, { messageId: 'q3' }]);

      const compared = [reply('a1', FINISHED), reply('a2', CUT)].map((one) => ({ ...one, beside: true }));
      await panel.hostSays('panel/state', panelState([question('q1'), ...compared]));
      const boxes = async () => Promise.all([0, 1].map((n) => page.locator('switchyard-answer').nth(n).boundingBox()));
      const [above, below] = await boxes();
      expect(below?.y).toBeGreaterThan(above?.y ?? 0);
      await page.setViewportSize({ width: 600, height: 700 });
      const [left, right] = await boxes();
      expect(right?.y).toBe(left?.y);
      expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0) - 1);
      await page
        .locator('switchyard-answer')
        .last()
        .locator('vscode-button', { hasText: 'Continue with This' })
        .click();
      expect(await panel.sent('message/choose')).toEqual([{ messageId: 'a2' }]);
      await panel.hostSays('panel/state', panelState([question('q1'), reply('a2', CUT)]));
      expect(await page.locator('.beside').count()).toBe(0);
    }));

  it('shows the draft of the chat that is opened, and never an older one over what is being written', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      const field = page.locator('switchyard-composer textarea');
      await panel.hostSays('panel/state', panelState([]));
      await panel.hostSays('chat/talk', { ...TALK, draft: 'from the host' });
      expect(await field.inputValue()).toBe('from the host');
      await field.fill('being written');
      await panel.hostSays('chat/talk', { ...TALK, conversationId: 'copied', draft: 'from the host' });
      expect(await field.inputValue()).toBe('being written');
      await panel.hostSays('chat/talk', { ...TALK, conversationId: 'c2', opened: 1, draft: 'of another chat' });
      expect(await field.inputValue()).toBe('of another chat');
      expect(await panel.sent('draft/change')).toEqual([{ text: 'being written', opened: 0 }]);
      await field.fill('rests');
      await page.waitForTimeout(500);
      expect((await panel.sent('draft/change')).at(-1)).toEqual({ text: 'rests', opened: 1 });
    }));

  it('keeps waiting messages and a thumb down readable at 220 pixels', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await panel.hostSays('panel/state', panelState([question('q1'), reply('a1', FINISHED)]));
      const queue = ['A question that is much too long for one line', 'Short'].map((text, index) => ({
        id: `m${index}`,
        text,
        chips: COMPOSER.chips,
      }));
      await panel.hostSays('chat/talk', { ...TALK, queue, undo: 'assistant' });
      await page.click('vscode-button[aria-label="Unhelpful"]');
      await panel.hostSays(
        'panel/state',
        panelState([question('q1'), { ...reply('a1', FINISHED), feedback: { vote: 'down' } } as never]),
      );
      expect(await page.locator('.reason-form').count()).toBe(1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(220);
      for (const selector of ['.reason-form', '.queue', '.undo-bar', '.queued', '.answer-footer']) {
        const right = await page
          .locator(selector)
          .first()
          .evaluate((e) =>
            Math.max(...[e, ...e.querySelectorAll('*')].map((one) => one.getBoundingClientRect().right)),
          );
        expect(right, selector).toBeLessThanOrEqual(220);
      }
      await page.fill('.reason-other input', 'Too long');
      await page.keyboard.press('Enter');
      await page.click('.undo-bar vscode-button');
      await page.click('.queued vscode-button[aria-label="Edit: back to the composer"] >> nth=0');
      await page.click('.queue-head vscode-button');
      expect(await panel.sent('message/vote')).toEqual([
        { messageId: 'a1', feedback: { vote: 'down' } },
        { messageId: 'a1', feedback: { vote: 'down', reason: 'Too long' } },
      ]);
      expect(await panel.sent('message/undo')).toHaveLength(1);
      expect(await panel.sent('queue/edit')).toEqual([{ messageId: 'm0' }]);
      expect(await panel.sent('queue/remove')).toEqual([]);
      expect(await panel.sent('queue/send')).toEqual([{ messageId: 'm0' }]);
      expect(await page.locator('switchyard-composer textarea').inputValue()).toBe(queue[0]?.text);
    }, 220));
});
