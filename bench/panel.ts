import { memoryOf, streamInto, tracedTasks, typedWhile } from '../test/webview/browser/mainThread.ts';
import { hasChromium, PanelBrowser, type PanelPage } from '../test/webview/browser/panelPage.ts';
import { longChat, longText, type Shape } from '../test/webview/longTexts.ts';
import { answer, COMPOSER, panelState, question, reply } from '../test/webview/samples.ts';
import { type Aim, aim, type Figure, type Progress, row, type SkippedFigure, type Value } from './figure.ts';
import { median, percentile } from './samples.ts';
import { scrolling } from './scrolling.ts';

/** 50,000 tokens of four letters, ten times as fast as 200 tokens a second: ten times the text in every frame. */
const ANSWER_CHARACTERS = 200_000;
const COMPRESSED = 10;
const CHARACTERS_A_SECOND = 200 * 4 * COMPRESSED;
const SHAPES: readonly Shape[] = ['mixed', 'code', 'table'];
const OPENED = 5;
const PAGE = { width: 400, height: 800, theme: 'dark' } as const;

interface Streamed {
  readonly longest: number;
  readonly latencies: readonly number[];
}

/**
 * The panel in Chromium with a fake host, beside an empty page of the same shell: typing while a very long answer comes,
 * opening a long chat, and the memory of one. Tasks are measured in processor time, so that a busy machine counts less.
 */
export async function panel(progress: Progress): Promise<Figure | SkippedFigure> {
  if (!hasChromium) return { name: 'panel', skipped: 'there is no /usr/bin/chromium' };
  const browser = new PanelBrowser();
  await browser.start();
  try {
    const sections = [
      await streaming(browser, progress),
      await opening(browser, progress),
      await scrolling(browser, PAGE, progress),
      await memory(browser, progress),
    ];
    return {
      name: 'panel',
      about: `The panel beside an empty page in one browser: a 50,000-token answer at ${COMPRESSED} times 200 tokens a second, 1,000 messages opened and scrolled, the memory of 500.`,
      values: sections.flatMap(({ values }) => values),
      aims: sections.flatMap(({ aims }) => aims),
    };
  } finally {
    await browser.stop();
  }
}

interface Section {
  readonly values: Value[];
  readonly aims: Aim[];
}

async function streaming(browser: PanelBrowser, progress: Progress): Promise<Section> {
  const empty = await typingInEmpty(browser);
  progress(`empty page: longest task ${empty.longest.toFixed(1)} ms`);
  const values = [
    row('typing in an empty page, key to frame, median', median(empty.latencies), 'ms'),
    row('typing in an empty page, key to frame, 95th percentile', percentile(empty.latencies, 0.95), 'ms'),
    row('an empty page, longest task', empty.longest, 'ms'),
  ];
  const aims: Aim[] = [];
  for (const shape of SHAPES) {
    const streamed = await typingWhileStreaming(browser, shape);
    progress(`${shape}: longest task ${streamed.longest.toFixed(1)} ms`);
    values.push(
      row(`typing while ${shape} comes, key to frame, median`, median(streamed.latencies), 'ms'),
      row(`typing while ${shape} comes, key to frame, 95th percentile`, percentile(streamed.latencies, 0.95), 'ms'),
      row(
        `typing while ${shape} comes, beside an empty page`,
        median(streamed.latencies) / median(empty.latencies),
        '×',
      ),
    );
    aims.push(aim(`longest task while ${shape} comes`, streamed.longest, 50, 'ms'));
  }
  return { values, aims };
}

async function typingInEmpty(browser: PanelBrowser): Promise<Streamed> {
  const page = await browser.open({ ...PAGE, empty: true });
  return typing(browser, page, () => page.page.waitForTimeout((ANSWER_CHARACTERS / CHARACTERS_A_SECOND) * 1000));
}

async function typingWhileStreaming(browser: PanelBrowser, shape: Shape): Promise<Streamed> {
  const page = await browser.open(PAGE);
  const coming = [question('q1'), reply('a1', answer())];
  await page.hostSays('panel/state', panelState(coming, { composer: { ...COMPOSER, busy: true } }));
  return typing(browser, page, () => streamInto(page, 'a1', longText(shape, ANSWER_CHARACTERS), CHARACTERS_A_SECOND));
}

async function typing(browser: PanelBrowser, page: PanelPage, work: () => Promise<void>): Promise<Streamed> {
  let latencies: readonly number[] = [];
  const tasks = await tracedTasks(browser, page, async () => {
    latencies = await typedWhile(page, work);
  });
  await page.page.close();
  return { longest: tasks[0] ?? 0, latencies };
}

async function opening(browser: PanelBrowser, progress: Progress): Promise<Section> {
  const [none, thousand]: [number[], number[]] = [[], []];
  let longest = 0;
  for (let turn = 0; turn < OPENED; turn++) {
    none.push((await opened(browser, 0)).ms);
    const long = await opened(browser, 1000);
    thousand.push(long.ms);
    longest = Math.max(longest, long.longest);
    progress(`opening ${turn + 1} of ${OPENED}: empty ${none.at(-1)?.toFixed(0)} ms, long ${long.ms.toFixed(0)} ms`);
  }
  return {
    values: [
      row('an empty panel, state to frame, median', median(none), 'ms'),
      row('1,000 messages, state to the frame with the newest, median', median(thousand), 'ms'),
      row('1,000 messages beside an empty panel', median(thousand) / median(none), '×'),
      row('1,000 messages, longest task', longest, 'ms'),
    ],
    aims: [aim('opening 1,000 messages', median(thousand), 200, 'ms')],
  };
}

/** From the state's arrival until the frame that shows what is read first; then all the rest is waited for. */
async function opened(browser: PanelBrowser, count: number): Promise<{ ms: number; longest: number }> {
  const page = await browser.open(PAGE);
  const messages = longChat(count);
  const newest = messages.slice(-60);
  const state = panelState(newest, { conversationId: 'long', order: messages.map(({ id }) => id) });
  let ms = 0;
  const tasks = await tracedTasks(browser, page, async () => {
    ms = await firstFrame(page, { jsonrpc: '2.0', method: 'panel/state', params: state }, count > 0);
    for (let end = messages.length - newest.length; end > 0; end -= 60) {
      const changed = messages.slice(Math.max(0, end - 60), end);
      await page.hostSays('chat/messages', { conversationId: 'long', changed });
    }
    await page.page.waitForTimeout(300);
  });
  await page.page.close();
  return { ms, longest: tasks[0] ?? 0 };
}

function firstFrame({ page }: PanelPage, message: unknown, messages: boolean): Promise<number> {
  return page.evaluate(
    ([state, expected]) =>
      new Promise<number>((resolve) => {
        const began = performance.now();
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now() - began);
        const selector = expected ? 'switchyard-answer .block > *' : 'switchyard-composer textarea';
        const look = () => {
          if (document.querySelector(selector) === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => channel.port2.postMessage(0));
        };
        window.postMessage(state, '*');
        requestAnimationFrame(look);
      }),
    [message, messages] as const,
  );
}

async function memory(browser: PanelBrowser, progress: Progress): Promise<Section> {
  const page = await browser.open(PAGE);
  const messages = longChat(500);
  const grow = async (from: number, to: number) => {
    for (let end = from + 2; end <= to; end += 2) {
      const order = messages.slice(0, end).map(({ id }) => id);
      await page.hostSays('chat/messages', { conversationId: 'c1', order, changed: messages.slice(end - 2, end) });
    }
  };
  await page.hostSays('panel/state', panelState(messages.slice(0, 2)));
  await grow(2, 50);
  const early = await memoryOf(page);
  await grow(50, 500);
  // What is far from the reader is released a while after.
  await page.page.waitForTimeout(13_000);
  const late = await memoryOf(page);
  await page.page.close();
  progress(`memory: ${early.heapMb.toFixed(1)} MB after 50 messages, ${late.heapMb.toFixed(1)} MB after 500`);
  return {
    values: [
      row('heap after 50 messages', early.heapMb, 'MB'),
      row('heap after 500 messages', late.heapMb, 'MB'),
      row('nodes after 50 messages', early.nodes, ''),
      row('nodes after 500 messages', late.nodes, ''),
    ],
    aims: [aim('heap after 500 messages beside after 50', late.heapMb / early.heapMb, 1.5, '×')],
  };
}
