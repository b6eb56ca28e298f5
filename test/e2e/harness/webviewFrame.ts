import type { Frame, Page } from 'playwright-core';
import { poll } from './poll.ts';

/** The innermost frame of an extension's webview (two frames deep), once it has a body that is shown. */
export function webviewFrame(page: Page, extensionId: string): Promise<Frame> {
  return poll(`a webview of ${extensionId}`, async () => (await shownWebviews(page, extensionId))[0]);
}

/** The innermost frames of all webviews of an extension that are shown now. */
export async function shownWebviews(page: Page, extensionId: string): Promise<Frame[]> {
  const shown: Frame[] = [];
  for (const frame of page.frames()) {
    const isOurs = frame.parentFrame()?.url().includes(`extensionId=${extensionId}`);
    if (isOurs && frame.url().includes('fake.html') && (await isShown(frame))) shown.push(frame);
  }
  return shown;
}

/** A webview's page is loaded as `pending-frame` and becomes `active-frame` when it has taken the place of the one before. */
async function isShown(frame: Frame): Promise<boolean> {
  try {
    const element = await frame.frameElement();
    if ((await element.getAttribute('id')) !== 'active-frame') return false;
    return await frame.evaluate(() => document.body.childElementCount > 0 && innerWidth > 0);
  } catch {
    return false;
  }
}
