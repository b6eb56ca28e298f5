import type { PanelBrowser, PanelPage } from './panelPage.ts';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  /** Time on the processor, whatever else runs on the machine. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Every task of the page's main thread while `work` goes on, in ms of processor time, the longest first. */
export async function tracedTasks(
  browser: PanelBrowser,
  { page }: PanelPage,
  work: () => Promise<void>,
): Promise<number[]> {
  const categories = ['-*', 'toplevel', '__metadata', 'disabled-by-default-devtools.timeline'];
  await browser.browser.startTracing(page, { categories });
  await work();
  const trace = JSON.parse((await browser.browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const events = trace.traceEvents;
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return events
    .filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && mains.has(`${pid} ${tid}`))
    .map(({ dur, tdur }) => (tdur ?? dur ?? 0) / 1000)
    .sort((a, b) => b - a);
}

/** Presses a key every so often while `work` goes on; how long each took until the next frame was drawn, in ms. */
export async function typedWhile({ page }: PanelPage, work: () => Promise<void>): Promise<number[]> {
  await page.locator('textarea').first().focus();
  await page.evaluate(() => {
    const latencies: number[] = [];
    (window as unknown as { latencies: number[] }).latencies = latencies;
    const channel = new MessageChannel();
    const began: number[] = [];
    channel.port1.onmessage = () => {
      for (const at of began.splice(0)) latencies.push(performance.now() - at);
    };
    document.addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          began.push(timeStamp);
          channel.port2.postMessage(0);
        }),
      { capture: true },
    );
  });
  let done = false;
  const typing = (async () => {
    while (!done) {
      await page.keyboard.press('a');
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
  })();
  await work();
  done = true;
  await typing;
  return page.evaluate(() => (window as unknown as { latencies: number[] }).latencies);
}

/** Streams a text into one answer as the host does: one message per frame, so many characters a second. */
export async function streamInto(
  { page }: PanelPage,
  messageId: string,
  text: string,
  perSecond: number,
): Promise<void> {
  await page.evaluate(
    ([id, whole, speed]) =>
      new Promise<void>((resolve) => {
        let sent = 0;
        const began = performance.now();
        const timer = setInterval(() => {
          const due = Math.min(whole.length, Math.ceil(((performance.now() - began) / 1000) * speed));
          if (due === sent) return;
          const params = { messageId: id, events: [{ type: 'text', delta: whole.slice(sent, due) }] };
          window.postMessage({ jsonrpc: '2.0', method: 'chat/events', params }, '*');
          sent = due;
          if (sent < whole.length) return;
          clearInterval(timer);
          resolve();
        }, 16);
      }),
    [messageId, text, perSecond] as const,
  );
}

/** What the page holds once all garbage is gone. */
export async function memoryOf({ page }: PanelPage): Promise<{ heapMb: number; nodes: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  await session.detach();
  return { heapMb: value('JSHeapUsedSize') / 1e6, nodes: value('Nodes') };
}
