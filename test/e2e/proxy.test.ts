import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { Workbench } from './harness/workbench.ts';

describeEndToEnd("The editor's proxy", () => {
  let proxy: Server;
  let workbench: Workbench;
  const asked: string[] = [];

  beforeAll(async () => {
    // It only notes what it is asked for: that the request came here is all there is to see.
    proxy = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (data) => {
        asked.push(data.toString('latin1').split('\r\n')[0] ?? '');
        socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = proxy.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    workbench = await Workbench.launch({
      settings: {
        'http.proxy': `http://127.0.0.1:${port}`,
        'http.proxySupport': 'override',
        'switchyard.providers': { far: { api: 'openai-chat', baseUrl: 'http://provider.test/v1', auth: 'none' } },
        'switchyard.models': { 'far/model': {} },
      },
    });
  });
  afterAll(async () => {
    await workbench?.close();
    proxy?.close();
  });

  test('is where requests to a provider go', async () => {
    await workbench.openSwitchyard();
    const panel = new ChatPanel(workbench);
    await panel.ask('Through the proxy?');
    await poll('the proxy was asked', async () => asked.some((line) => line.includes('provider.test')));
    expect(asked.find((line) => line.includes('provider.test'))).toMatch(
      /^(?:CONNECT provider\.test:80|POST http:\/\/provider\.test\/v1\/chat\/completions) /,
    );
  });
});
