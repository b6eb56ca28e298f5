import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeComposer, field } from './composerBench.ts';

describeComposer('attaching in Chromium', (withComposer) => {
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
      expect(await field(page).inputValue()).toBe(url);
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
