import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireChatEvent } from '../../../src/protocol/chatEventSchema.ts';
import { HOSTILE } from '../hostile.ts';
import {
  ATTEMPT,
  answer,
  COMPOSER,
  DECISION,
  DONE,
  FALLBACK,
  FINISHED,
  PROVIDERS,
  panelState,
  question,
  reply,
} from '../samples.ts';
import { hasChromium, PanelBrowser, type PanelPage } from './panelPage.ts';

if (!hasChromium) console.warn('Skipped: the panel’s browser tests need /usr/bin/chromium.');

/** The toolkit asks whether the browser knows :focus-visible by a style element, which the policy refuses; toolkit.css mends it. */
const KNOWN_VIOLATION = 'style-src-elem inline';

describe.skipIf(!hasChromium)('the panel in Chromium', { timeout: 30_000 }, () => {
  const browser = new PanelBrowser();
  beforeAll(() => browser.start(), 60_000);
  afterAll(() => browser.stop());

  async function withPanel(check: (panel: PanelPage) => Promise<void>): Promise<void> {
    const panel = await browser.open({ width: 300, height: 600, theme: 'dark' });
    await check(panel);
    expect(panel.errors).toEqual([]);
    expect(panel.strayRequests).toEqual([]);
    expect((await panel.violations()).filter((violation) => violation !== KNOWN_VIOLATION)).toEqual([]);
    await panel.page.close();
  }

  const events = (panel: PanelPage, ...list: WireChatEvent[]) =>
    panel.hostSays('chat/events', { messageId: 'a1', events: list });
  const text = (delta: string): WireChatEvent => ({ type: 'text', delta });
  const fresh = panelState([question('q1'), reply('a1', answer())], { composer: { ...COMPOSER, busy: true } });

  it('says it is ready and takes a new user to a provider', () =>
    withPanel(async (panel) => {
      expect(await panel.sent('panel/ready')).toHaveLength(1);
      await panel.hostSays('panel/state', panelState([], { setup: { ready: false, providers: PROVIDERS } }));
      await panel.page.click('.setup-button');
      await panel.page.click('.provider-picker');
      await panel.page.click('vscode-option[value="ollama"]');
      expect(await panel.page.textContent('.welcome')).toContain('no key needed');
      await panel.page.click('.setup-button');
      expect(await panel.sent('setup/provider')).toEqual([{ provider: 'deepseek' }, { provider: 'ollama' }]);
    }));

  it('shows the model before the answer, every fallback, and the route when asked', () =>
    withPanel(async (panel) => {
      await panel.hostSays('panel/state', fresh);
      expect(await panel.page.textContent('.route-line')).toContain('Choosing a model');
      await events(panel, DECISION);
      expect(await panel.page.textContent('.route-line')).toContain('deepseek-chat');
      await events(panel, ATTEMPT, FALLBACK);
      expect(await panel.page.textContent('.fallback-line')).toContain('deepseek-chat: rate limited → gpt-5-mini');
      expect(await panel.page.isVisible('.fallback-line')).toBe(true);
      expect(await panel.page.textContent('[role="status"]')).toContain('Asking gpt-5-mini');

      const toggle = panel.page.locator('button.route-line');
      expect(await toggle.getAttribute('aria-expanded')).toBe('false');
      await toggle.click();
      // The details are a chunk of their own, loaded with the first click.
      await panel.page.locator('button.route-line[aria-expanded="true"]').waitFor();
      expect(await panel.page.textContent('.route-details')).toContain('no key is stored for Groq');
    }));

  it('draws closed blocks once, and nothing but the streaming answer', () =>
    withPanel(async (panel) => {
      const state = panelState([question('q0'), reply('a0', FINISHED), question('q1'), reply('a1', answer())]);
      await panel.hostSays('panel/state', state);
      // Its code is coloured in idle time.
      await panel.page.waitForSelector('.hljs-keyword', { state: 'attached' });
      await events(panel, text('First **block**.\n\n```ts\nconst a = 1;\n'));
      await panel.page.evaluate(() => {
        const answers = [...document.querySelectorAll('switchyard-answer')];
        const marks = window as unknown as { first: unknown; code: unknown; changed: number };
        marks.first = answers[1]?.querySelector('.block > p');
        marks.code = answers[1]?.querySelector('pre code')?.firstChild;
        marks.changed = 0;
        const observer = new MutationObserver((records) => {
          marks.changed += records.length;
        });
        observer.observe(answers[0] as Node, { childList: true, subtree: true, characterData: true, attributes: true });
      });
      for (let index = 0; index < 20; index += 1) await events(panel, text(`const b${index} = ${index};\n`));
      const same = await panel.page.evaluate(() => {
        const answers = [...document.querySelectorAll('switchyard-answer')];
        const marks = window as unknown as { first: unknown; code: unknown; changed: number };
        return {
          first: marks.first === answers[1]?.querySelector('.block > p'),
          code: marks.code === answers[1]?.querySelector('pre code')?.firstChild,
          changed: marks.changed,
          plain: answers[1]?.querySelector('[class^="hljs"]') === null,
        };
      });
      expect(same).toEqual({ first: true, code: true, changed: 0, plain: true });

      await events(panel, text('```\n\nThe end.'), DONE);
      await panel.page.waitForSelector('switchyard-answer:last-of-type .hljs-keyword', { state: 'attached' });
      expect(await panel.page.evaluate(() => (window as unknown as { first: Element }).first.isConnected)).toBe(true);
      expect(await panel.page.locator('switchyard-answer').last().textContent()).toContain('const b19 = 19;');
    }));

  it('takes text back from closed blocks', () =>
    withPanel(async (panel) => {
      await panel.hostSays('panel/state', fresh);
      const half = 'One.\n\nTwo.\n\nThree.\n\nFour';
      await events(panel, text(half));
      await events(panel, { type: 'retract', characters: half.length }, FALLBACK, text('New.'), DONE);
      expect((await panel.page.textContent('.markdown'))?.trim()).toBe('New.');
    }));

  it('sends with Enter, breaks with Shift+Enter, stops with Escape, and goes on asking while busy', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await panel.hostSays('panel/state', panelState([]));
      const field = page.locator('switchyard-composer textarea');
      const send = page.locator('.send');
      expect(await send.getAttribute('disabled')).not.toBeNull();
      await field.focus();
      await page.keyboard.press('Enter');
      await page.keyboard.type('two');
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.type('lines');
      await page.keyboard.press('Enter');
      expect(await panel.sent('chat/send')).toEqual([{ text: 'two\nlines' }]);
      expect(await field.inputValue()).toBe('');

      await panel.hostSays('composer/state', { ...COMPOSER, busy: true });
      await page.keyboard.type('next');
      await page.keyboard.press('Enter');
      expect(await panel.sent('chat/send')).toHaveLength(2);
      expect(await field.inputValue()).toBe('');
      await page.keyboard.type('draft');
      expect(await page.evaluate(() => (window as unknown as { kept: { draft: string } }).kept.draft)).toBe('draft');
      await page.keyboard.press('Escape');
      expect(await panel.sent('chat/stop')).toHaveLength(1);
      expect(await send.first().getAttribute('aria-label')).toBe('Queue (Enter)');
      await send.last().click();
      expect(await panel.sent('chat/stop')).toHaveLength(2);

      await panel.hostSays('composer/state', COMPOSER);
      await field.focus();
      await page.keyboard.press('Escape');
      expect(await panel.sent('chat/stop')).toHaveLength(2);
    }));

  it('keeps the focus in the composer when the first question is sent, and takes words from an input method', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await panel.hostSays('panel/state', panelState([]));
      await panel.hostSays('composer/focus', {});
      const ime = await page.context().newCDPSession(page);
      await ime.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
      await ime.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
      await ime.send('Input.insertText', { text: '日本' });
      await page.keyboard.press('Enter');
      expect(await panel.sent('chat/send')).toEqual([{ text: '日本' }]);
      await panel.hostSays('panel/state', fresh);
      await page.keyboard.type('next');
      expect(await page.locator('switchyard-composer textarea').inputValue()).toBe('next');
    }));

  it('chooses models, removes and adds context, and fills in an example', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await panel.hostSays('panel/state', panelState([]));
      await page.click('.model-picker');
      await page.click('vscode-option[value="openai/gpt-5-mini"]');
      await panel.hostSays('composer/state', { ...COMPOSER, model: 'openai/gpt-5-mini', chips: [] });
      expect(await page.textContent('.model-picker [slot="selected-value"]')).toBe('gpt-5-mini');
      await page.click('.model-picker');
      await page.click('vscode-option[value="auto"]');
      expect(await panel.sent('model/choose')).toEqual([{ model: 'openai/gpt-5-mini' }, { model: null }]);

      await page.click('.add-chip');
      await panel.hostSays('composer/state', COMPOSER);
      await page.click('li.chip .chip-remove');
      expect(await panel.sent('chip/add')).toHaveLength(1);
      expect(await panel.sent('chip/remove')).toEqual([{ id: 'editor' }]);

      await page.click('.example >> nth=0');
      expect(await page.locator('switchyard-composer textarea').inputValue()).toMatch(/^Explain/);
    }));

  it('copies answers and code, regenerates the last answer, and runs what mends a problem', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await panel.hostSays('panel/state', panelState([question('q1'), reply('a1', FINISHED)]));
      await page.click('[aria-label="Copy answer"] >> visible=true');
      await page.click('.copy-code >> nth=1');
      await page.click('[aria-label="Regenerate"] >> visible=true');
      expect(await panel.sent('text/copy')).toEqual([
        { text: FINISHED.text, messageId: 'a1' },
        { text: 'npm test -- pager', messageId: 'a1' },
      ]);
      expect(await panel.sent('chat/regenerate')).toEqual([{ messageId: 'a1' }]);

      await events(panel, {
        type: 'error',
        error: { kind: 'auth', message: 'no', attempts: [] },
        costUsd: null,
        estimated: false,
      });
      const action = { action: 'changeKey', label: 'Change Key', provider: 'deepseek' } as const;
      await panel.hostSays('chat/problem', {
        messageId: 'a1',
        problem: { title: 'Bad key', detail: 'd', actions: [action] },
      });
      expect(await page.textContent('[role="alert"]')).toContain('Bad key');
      await page.click('.problem-actions vscode-button');
      expect(await panel.sent('action/run')).toEqual([{ action: 'changeKey', messageId: 'a1', provider: 'deepseek' }]);
    }));

  it('stays at the end of a growing answer until the reader scrolls up', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await panel.hostSays('panel/state', fresh);
      const fromEnd = () => page.$eval('.scroller', (list) => list.scrollHeight - list.scrollTop - list.clientHeight);
      for (let index = 0; index < 40; index += 1) await events(panel, text(`Paragraph ${index}.\n\n`));
      expect(await fromEnd()).toBeLessThan(2);
      await page.mouse.move(150, 200);
      await page.mouse.wheel(0, -400);
      await page.waitForSelector('.jump-to-latest');
      await events(panel, text('More.\n\n'.repeat(10)));
      expect(await fromEnd()).toBeGreaterThan(300);
      await page.click('.jump-to-latest');
      await panel.settle();
      expect(await fromEnd()).toBeLessThan(2);
      expect(await page.isVisible('.jump-to-latest')).toBe(false);
    }));

  it('renders hostile Markdown without a request, a script or a way out', () =>
    withPanel(async (panel) => {
      const { page } = panel;
      await panel.hostSays('panel/state', fresh);
      for (const markdown of HOSTILE) await events(panel, text(`${markdown}\n\n---\n\n`));
      await events(panel, text('[good](https://good.test/page)'), DONE);
      await page.waitForTimeout(300);
      const found = await page.evaluate(() => ({
        hacked: 'hacked' in window,
        foreign: document.querySelectorAll(
          // A drawn diagram is an inert picture of our own making.
          '.markdown :is(img:not(.diagram > [src^="data:image/svg+xml"]), script, iframe, svg, style, form, input, object, link, base)',
        ).length,
        // Diagrams and formulas get their sizes through the CSSOM, which shows as a style attribute.
        handlers: [...document.querySelectorAll('.markdown *')].filter((element) =>
          element
            .getAttributeNames()
            .some(
              (name) =>
                name.startsWith('on') ||
                name === 'id' ||
                (name === 'style' && !element.matches('.diagram > img, math *')),
            ),
        ).length,
      }));
      expect(found).toEqual({ hacked: false, foreign: 0, handlers: 0 });
      await page.click('text=good');
      await page.click('text=good', { button: 'middle' });
      expect((await panel.sent('link/open'))[0]).toEqual({ href: 'https://good.test/page' });
      expect(page.url()).toBe('http://panel.test/');
    }));

  it('labels every control', () =>
    withPanel(async (panel) => {
      await panel.hostSays('panel/state', panelState([question('q1'), reply('a1', FINISHED)]));
      const unnamed = await panel.page.evaluate(() =>
        [...document.querySelectorAll('button, vscode-button, vscode-dropdown, textarea')]
          .filter((control) => !control.getAttribute('aria-label') && !control.textContent?.trim().match(/[a-z]{2}/i))
          .map((control) => control.outerHTML),
      );
      expect(unnamed).toEqual([]);
      expect(await panel.page.getAttribute('.message-list', 'aria-live')).toBe('off');
    }));
});
