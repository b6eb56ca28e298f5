import { tracedTasks } from '../test/webview/browser/mainThread.ts';
import type { PanelBrowser, PanelPage } from '../test/webview/browser/panelPage.ts';
import { longChat } from '../test/webview/longTexts.ts';
import { panelState } from '../test/webview/samples.ts';
import { type Aim, aim, type Progress, row, type Value } from './figure.ts';
import { median, percentile } from './samples.ts';

const MESSAGES = 1000;
const PIXELS = 24_000;
/** A wheel that is turned fast. */
const PIXELS_A_SECOND = 4000;

interface Scrolled {
  /** From frame to frame, in ms. */
  readonly frames: readonly number[];
  /** The part of the frames in whose middle nothing was drawn. */
  readonly blank: number;
  readonly longest: number;
}

/** Scrolling up through a chat of 1,000 messages with the wheel, beside a page of the same height with nothing to draw. */
export async function scrolling(
  browser: PanelBrowser,
  size: { width: number; height: number; theme: 'dark' },
  progress: Progress,
): Promise<{ values: Value[]; aims: Aim[] }> {
  const empty = await browser.open({ ...size, empty: true });
  await empty.page.evaluate((height) => {
    const scroller = document.createElement('div');
    scroller.className = 'scroller';
    scroller.style.cssText = 'position: fixed; inset: 0; overflow-y: auto';
    const content = document.createElement('div');
    content.style.height = `${height}px`;
    scroller.append(content);
    document.body.append(scroller);
    scroller.scrollTop = height;
  }, PIXELS * 2);
  const plain = await scrolled(browser, empty);
  await empty.page.close();

  const panel = await browser.open(size);
  const messages = longChat(MESSAGES);
  await panel.hostSays('panel/state', panelState(messages));
  await panel.page.waitForFunction(
    (count) => document.querySelectorAll('switchyard-message').length === count,
    MESSAGES,
  );
  const long = await scrolled(browser, panel);
  await panel.page.close();

  progress(`scrolling: longest task ${long.longest.toFixed(1)} ms, ${(long.blank * 100).toFixed(1)}% blank frames`);
  return {
    values: [
      row('scrolling an empty page, frame to frame, median', median(plain.frames), 'ms'),
      row('scrolling an empty page, frame to frame, 95th percentile', percentile(plain.frames, 0.95), 'ms'),
      row('scrolling 1,000 messages, frame to frame, median', median(long.frames), 'ms'),
      row('scrolling 1,000 messages, frame to frame, 95th percentile', percentile(long.frames, 0.95), 'ms'),
      row('scrolling 1,000 messages beside an empty page', median(long.frames) / median(plain.frames), '×'),
      row('scrolling 1,000 messages, frames with nothing in the middle', long.blank * 100, '%'),
    ],
    aims: [aim('longest task while 1,000 messages are scrolled', long.longest, 50, 'ms')],
  };
}

async function scrolled(browser: PanelBrowser, panel: PanelPage): Promise<Scrolled> {
  const { page } = panel;
  const session = await page.context().newCDPSession(page);
  await watchFrames(panel);
  const tasks = await tracedTasks(browser, panel, async () => {
    await session.send('Input.synthesizeScrollGesture', {
      ...{ x: 200, y: 300, yDistance: PIXELS, speed: PIXELS_A_SECOND },
      ...{ gestureSourceType: 'mouse', preventFling: true },
    });
  });
  await session.detach();
  const seen = await page.evaluate(() => (window as unknown as { seen: { frames: number[]; blank: number } }).seen);
  return { frames: seen.frames, blank: seen.blank / seen.frames.length, longest: tasks[0] ?? 0 };
}

/** Notes every frame in which the page has moved. */
async function watchFrames({ page }: PanelPage): Promise<void> {
  await page.evaluate(() => {
    const seen = { frames: [] as number[], blank: 0 };
    (window as unknown as { seen: typeof seen }).seen = seen;
    const scroller = document.querySelector('.scroller');
    let [before, top] = [performance.now(), scroller?.scrollTop];
    const look = (now: number) => {
      if (scroller?.scrollTop !== top) {
        seen.frames.push(now - before);
        const message = document.elementFromPoint(200, innerHeight / 3)?.closest('switchyard-message');
        if (message?.childElementCount === 0) seen.blank += 1;
      }
      [before, top] = [now, scroller?.scrollTop];
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
