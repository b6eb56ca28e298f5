import { PanelBrowser } from './test/webview/browser/panelPage.ts';
import { tracedTasks, typedWhile, streamInto } from './test/webview/browser/mainThread.ts';
import { longText, longChat, SHAPES } from './test/webview/longTexts.ts';
import { answer, COMPOSER, DONE, panelState, question, reply } from './test/webview/samples.ts';
const which = process.argv[2] ?? 'all';
const browser = new PanelBrowser(); await browser.start();
const p = (xs:number[], q:number) => { const s=[...xs].sort((a,b)=>a-b); return (s[Math.floor(q*(s.length-1))]??0).toFixed(1) };
const opts = { width: 400, height: 800, theme: 'dark' } as const;
const chars = Number(process.argv[3] ?? 200000), speed = Number(process.argv[4] ?? 16000);
for (const shape of SHAPES) {
  if (which !== 'all' && which !== shape) continue;
  const panel = await browser.open(opts);
  await panel.hostSays('panel/state', panelState([question('q1'), reply('a1', answer())], { composer: { ...COMPOSER, busy: true } }));
  let lat: number[] = [];
  const t0 = Date.now();
  const tasks = await tracedTasks(browser, panel, async () => {
    lat = await typedWhile(panel, async () => {
      await streamInto(panel, 'a1', longText(shape, chars), speed);
      await panel.page.waitForTimeout(500);
    });
  });
  const busy = tasks.reduce((a,b)=>a+b,0);
  const end = await tracedTasks(browser, panel, async () => { await panel.hostSays('chat/events', {messageId:'a1', events:[DONE]}); await panel.page.waitForTimeout(2500); });
  console.log(shape.padEnd(10), 's', ((Date.now()-t0)/1000).toFixed(1), 'longest', tasks.slice(0,4).map(x=>x.toFixed(0)).join(','), 'over50', tasks.filter(x=>x>50).length, 'busy ms', busy.toFixed(0), 'typing p50', p(lat,.5), 'p95', p(lat,.95), 'max', p(lat,1), 'n', lat.length, '| finishing', end.slice(0,3).map(x=>x.toFixed(0)).join(','));
  await panel.page.close();
}
if (which === 'all' || which === 'open') {
  for (const count of [0, 1000]) {
    const panel = await browser.open(opts);
    await panel.hostSays('panel/state', panelState([]));
    const all = longChat(count);
    const state = { ...panelState(all.slice(-60)), conversationId: 'c2', ...(count > 60 ? { order: all.map(m=>m.id) } : {}) };
    let ms = 0;
    const tasks = await tracedTasks(browser, panel, async () => {
      ms = await panel.page.evaluate((message) => new Promise<number>((done) => {
        const began = performance.now();
        window.postMessage(message, '*');
        const look = () => { if (document.querySelector('.message-list switchyard-answer .markdown .block') || (message as any).params.messages.length === 0) { requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => done(performance.now() - began); c.port2.postMessage(0); }); } else requestAnimationFrame(look); };
        setTimeout(look, 0);
      }), { jsonrpc: '2.0', method: 'panel/state', params: state });
      for (let at = all.length - 60; at > 0; at -= 60) { await panel.hostSays('chat/messages', { conversationId: 'c2', changed: all.slice(Math.max(0, at - 60), at) }); }
      await panel.page.waitForTimeout(1000);
    });
    const info = await panel.page.evaluate(() => ({ drawn: document.querySelectorAll('switchyard-answer').length, places: document.querySelectorAll('switchyard-message').length, nodes: document.querySelectorAll('*').length }));
    console.log('open', count, 'ms', ms.toFixed(0), 'longest', tasks.slice(0,4).map(x=>x.toFixed(0)).join(','), JSON.stringify(info));
    await panel.page.close();
  }
}
await browser.stop();
