import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Completion } from '../../../src/protocol/messages/contextMessages.ts';
import type { Chip, ComposerState, Fit } from '../../../src/protocol/panelState.ts';
import { COMPOSER, FINISHED, panelState, question, reply } from '../samples.ts';
import { axeFindings } from './axe.ts';
import { hasChromium, PanelBrowser, type PanelPage } from './panelPage.ts';
import type { ThemeName } from './themes.ts';

if (!hasChromium) console.warn('Skipped: the composer’s browser tests need /usr/bin/chromium.');

const CHIPS: Chip[] = [
  { id: 's', kind: 'selection', label: 'pager.ts:12-20', detail: 'src/pager.ts, lines 12 to 20', tokens: 1234 },
  { id: 'd', kind: 'folder', label: 'src/components', detail: 'src/components' },
  { id: 'b', kind: 'file', label: 'logo.bin', detail: 'media/logo.bin', problem: 'It is not a text file.' },
];
const FIT: Fit = {
  model: 'deepseek/deepseek-chat',
  tokens: 3400,
  window: 128_000,
  estimatedUsd: 0.0021,
  problem: null,
  waysOut: [],
};
const TOO_LONG: Fit = {
  ...FIT,
  tokens: 140_000,
  problem: 'This is about 140,000 tokens; deepseek-chat reads 128,000.',
  waysOut: [
    { id: 'leaveOut', label: 'Leave Out logo.bin', detail: 'Saves 20,000 tokens' },
    { id: 'larger', label: 'Use gemini-2.5-pro', detail: 'Reads 1,048,576 tokens' },
  ],
};
const MANY: ComposerState['models'] = Array.from({ length: 60 }, (_, index) => ({
  id: `p${Math.floor(index / 15)}/model-${index}`,
  name: `a-model-with-a-name-${index}`,
  provider: `Provider ${Math.floor(index / 15)}`,
  detail: '$0.27 in · $1.10 out per million',
}));
const item = (label: string, parts: Partial<Completion> = {}): Completion => ({
  id: `file:${label}`,
  label,
  detail: 'src/web',
  icon: 'file',
  ...parts,
});

describe.skipIf(!hasChromium)('the composer in Chromium', { timeout: 30_000 }, () => {
  const browser = new PanelBrowser();
  beforeAll(() => browser.start(), 60_000);
  afterAll(() => browser.stop());

  async function withComposer(
    check: (panel: PanelPage, page: Page) => Promise<void>,
    options: { state?: Partial<ComposerState>; width?: number; theme?: ThemeName } = {},
  ): Promise<void> {
    const panel = await browser.open({ width: options.width ?? 340, height: 600, theme: options.theme ?? 'dark' });
    const composer = { ...COMPOSER, chips: CHIPS, ...options.state };
    await panel.hostSays('panel/state', panelState([question('q1'), reply('a1', FINISHED)], { composer }));
    await panel.page.focus('switchyard-composer textarea');
    await check(panel, panel.page);
    expect(panel.errors).toEqual([]);
    await panel.page.close();
  }

  const value = (page: Page) => page.inputValue('switchyard-composer textarea');
  const rows = (page: Page) => page.locator('.completion-label').allTextContents();
  const asked = async (panel: PanelPage) => {
    await panel.settle();
    return (await panel.sent('context/complete')).at(-1) as { trigger: string; query: string; sequence: number };
  };
  async function complete(panel: PanelPage, typed: string, items: Completion[]): Promise<void> {
    await panel.page.keyboard.type(typed);
    await panel.hostSays('context/completions', { sequence: (await asked(panel)).sequence, items });
  }

  it('shows what is sent along with its size, and why something is left out', () =>
    withComposer(async (_panel, page) => {
      const chips = page.locator('ul.chip-list > li');
      expect(await chips.locator('.chip-label').allTextContents()).toEqual([
        'pager.ts:12-20',
        'src/components',
        'logo.bin',
      ]);
      expect(await page.locator('.chip-tokens').allTextContents()).toEqual(['1.2k', '…']);
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

  it('completes # at the beginning of a word and attaches what is taken; undo brings the words back', () =>
    withComposer(async (panel, page) => {
      await complete(panel, 'Look at #pa', [item('pager.ts'), item('panel.ts'), item('spark.ts')]);
      expect(await asked(panel)).toMatchObject({ trigger: '#', query: 'pa' });
      expect(await rows(page)).toEqual(['pager.ts', 'panel.ts', 'spark.ts']);
      expect(await page.locator('.completion b').allTextContents()).toEqual(['pa', 'pa', 'pa']);
      const field = page.locator('switchyard-composer textarea');
      expect(await field.getAttribute('aria-activedescendant')).toBe('composer-completions-0');
      expect(await page.textContent('switchyard-composer [aria-live]')).toBe('3 suggestions');
      await page.keyboard.press('ArrowUp');
      expect(await page.textContent('.completion[aria-selected="true"] .completion-label')).toBe('spark.ts');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await panel.sent('context/attach')).toEqual([{ id: 'file:panel.ts' }]);
      expect(await value(page)).toBe('Look at ');
      expect(await page.locator('.completions').count()).toBe(0);
      expect(await panel.sent('chat/send')).toEqual([]);
      await page.keyboard.press('Control+Z');
      expect(await value(page)).toBe('Look at #pa');
    }));

  it('completes / at the start of the text alone, in place; what is typed whole is sent', () =>
    withComposer(async (panel, page) => {
      const fix = item('/fix', { insert: '/fix ', icon: 'task', detail: 'Fix the selection' });
      await complete(panel, '/f', [fix]);
      expect(await asked(panel)).toMatchObject({ trigger: '/', query: 'f' });
      await page.keyboard.press('Tab');
      expect(await value(page)).toBe('/fix ');
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
      await panel.hostSays('context/completions', { sequence, items: [item('#changes', { id: 'changes' })] });
      expect(await panel.sent('context/attach')).toEqual([{ id: 'changes' }]);
      await complete(panel, '#t', [item('a.ts'), item('terminal', { id: 'terminal' })]);
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

  it('keeps what is typed through every news of the host', () =>
    withComposer(async (panel, page) => {
      await page.keyboard.type('half a wo');
      await panel.hostSays('composer/state', { ...COMPOSER, chips: CHIPS.slice(1), fit: FIT });
      await panel.hostSays('panel/state', panelState([question('q1')], { composer: { ...COMPOSER, fit: TOO_LONG } }));
      await page.keyboard.type('rd');
      expect(await value(page)).toBe('half a word');
    }));

  it('brings back earlier questions with the arrows, from an empty field only', () =>
    withComposer(async (panel, page) => {
      const messages = [question('q1', 'first\nin two lines'), reply('a1', FINISHED), question('q2', 'second')];
      await panel.hostSays('panel/state', panelState(messages));
      await page.keyboard.press('ArrowUp');
      expect(await value(page)).toBe('second');
      await page.keyboard.press('ArrowUp');
      expect(await value(page)).toBe('first\nin two lines');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowDown');
      expect(await value(page)).toBe('first\nin two lines');
      await page.keyboard.press('ArrowDown');
      expect(await value(page)).toBe('second');
      await page.keyboard.press('ArrowDown');
      expect(await value(page)).toBe('');
      await page.keyboard.type('mine');
      await page.keyboard.press('ArrowUp');
      expect(await value(page)).toBe('mine');
    }));

  it('says how much of the window is used, warns before it is full, and offers ways out', () =>
    withComposer(async (panel, page) => {
      const height = () => page.locator('switchyard-composer').evaluate((element: HTMLElement) => element.offsetHeight);
      const before = await height();
      expect(await page.locator('.meter-words').count()).toBe(0);
      await panel.hostSays('composer/state', { ...COMPOSER, chips: CHIPS, fit: FIT });
      const words = async () => (await page.textContent('.meter-words'))?.replace(/\s+/g, ' ');
      expect(await words()).toBe('3.4k / 128k · ≈$0.0021 · deepseek-chat');
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

  it('sends pasted pictures scaled down, and leaves text beside a picture to be text', () =>
    withComposer(async (panel, page) => {
      await pasteImage(page, { width: 40, height: 20 });
      await pasteImage(page, { width: 3000, height: 1000 });
      await pasteImage(page, { width: 40, height: 20, text: 'A1' });
      await pasteImage(page, { width: 0, height: 0 });
      await page.waitForSelector('.composer-notice');
      expect(await page.textContent('.composer-notice')).toContain('Pasted image cannot be read');
      const sent = await panel.sent('context/image');
      expect(sent.map(({ name, mimeType }) => [name, mimeType])).toEqual([
        ['Pasted image', 'image/png'],
        ['Pasted image', 'image/png'],
      ]);
      const sizes = await Promise.all(sent.map(({ base64 }) => sizeOf(page, `data:image/png;base64,${base64}`)));
      expect(sizes).toEqual([
        [40, 20],
        [1568, 523],
      ]);
      await page.keyboard.type('x');
      expect(await page.locator('.composer-notice').count()).toBe(0);
    }));

  it('keeps a large picture below a megabyte', () =>
    withComposer(async (panel, page) => {
      await pasteImage(page, { width: 1600, height: 1600, noise: true });
      await expect.poll(async () => (await panel.sent('context/image')).length, { timeout: 10_000 }).toBe(1);
      const [image] = await panel.sent('context/image');
      expect(image?.mimeType).toBe('image/jpeg');
      expect(String(image?.base64).length).toBeLessThan(1_400_000);
    }));

  it('offers the page behind a pasted address until the text changes', () =>
    withComposer(async (panel, page) => {
      const url = 'https://example.com/a?b=c';
      await pasteText(page, url);
      expect(await value(page)).toBe(url);
      await page.click('.page-attach');
      expect(await panel.sent('context/url')).toEqual([{ url }]);
      expect(await page.locator('.page-offer').count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
      await field(page).fill('');
      await pasteText(page, url);
      expect(await page.locator('.page-offer').count()).toBe(1);
      await page.keyboard.type(' and');
      expect(await page.locator('.page-offer').count()).toBe(0);
      await pasteText(page, `two words ${url}`);
      expect(await page.locator('.page-offer').count()).toBe(0);
    }));

  it('takes what is dragged from the explorer anywhere, pictures of the machine, and nothing else', () =>
    withComposer(async (panel, page) => {
      const uris = ['file:///w/a.ts', 'file:///w/src'];
      await drag(page, 'dragenter', { 'application/vnd.code.uri-list': uris.join('\r\n'), 'text/plain': '/w/a.ts' });
      expect(await page.isVisible('.drop-overlay')).toBe(true);
      await drag(page, 'dragleave', {});
      expect(await page.locator('.drop-overlay').count()).toBe(0);
      await drag(page, 'drop', { 'application/vnd.code.uri-list': uris.join('\r\n') });
      expect(await panel.sent('context/drop')).toEqual([{ uris }]);
      await drag(page, 'drop', { 'text/uri-list': 'https://example.com/page' });
      expect(await panel.sent('context/url')).toEqual([{ url: 'https://example.com/page' }]);
      expect(await drag(page, 'dragover', { 'text/html': '<b>x</b>' })).toBe('none');
      await drag(page, 'drop', { 'text/html': '<b>x</b>' });
      expect(await panel.sent('context/drop')).toHaveLength(1);
      expect(page.url()).toBe('http://panel.test/');
    }));

  it('opens sixty models inside a narrow panel, with the keyboard', () =>
    withComposer(
      async (panel, page) => {
        await page.focus('.model-picker');
        await page.keyboard.press('Enter');
        const list = page.locator('.model-picker').locator('[part="listbox"]');
        const box = await list.boundingBox();
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(260);
        await page.keyboard.press('End');
        await panel.settle();
        const last = await page.locator('vscode-option').last().boundingBox();
        expect((last?.y ?? 999) + (last?.height ?? 0)).toBeLessThanOrEqual((box?.y ?? 0) + (box?.height ?? 0));
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

  function field(page: Page) {
    return page.locator('switchyard-composer textarea');
  }
});

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly noise?: boolean;
  readonly text?: string;
}

/** Pastes a picture of this size; one without a size is a file that is no picture. */
function pasteImage(page: Page, picture: Picture): Promise<void> {
  return page.evaluate(async ({ width, height, noise, text }) => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const pen = canvas.getContext('2d');
    if (noise && pen !== null) {
      const pixels = pen.createImageData(width, height);
      for (let index = 0; index < pixels.data.length; index += 1) pixels.data[index] = Math.random() * 256;
      pen.putImageData(pixels, 0, 0);
    }
    const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    const data = new DataTransfer();
    data.items.add(new File([drawn ?? 'nothing'], 'image.png', { type: 'image/png' }));
    if (text !== undefined) data.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector('textarea')?.dispatchEvent(event);
  }, picture);
}

/** What a browser does when text is pasted into a field. */
async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => {
    const data = new DataTransfer();
    data.setData('text/plain', words);
    const field = document.querySelector('textarea');
    field?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    field?.setRangeText(words, field.selectionStart, field.selectionEnd, 'end');
    field?.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }));
  }, text);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
}

/** Drags data over the list of messages; resolves with what the page says would happen to it. */
function drag(page: Page, type: string, data: Readonly<Record<string, string>>): Promise<string> {
  return page.evaluate(
    async ([kind, contents]) => {
      const dataTransfer = new DataTransfer();
      for (const [format, value] of Object.entries(contents)) dataTransfer.setData(format, value);
      const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector('.scroller')?.dispatchEvent(event);
      await new Promise((done) => requestAnimationFrame(done));
      return dataTransfer.dropEffect;
    },
    [type, data] as const,
  );
}

function sizeOf(page: Page, source: string): Promise<readonly [number, number]> {
  return page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight] as const;
  }, source);
}
