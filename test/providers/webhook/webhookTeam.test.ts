import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchFailovers } from '../../../src/core/resilience/failoverWatch.ts';
import { webhookFault } from '../../../src/providers/webhook/webhookAddress.ts';
import { WebhookTeam } from '../../../src/providers/webhook/webhookTeam.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { aRow } from '../../storage/aRow.ts';
import { LogLines } from '../../storage/ledgerFile.ts';

const PATH = '/services/T0/B0/secretsecret';

describe("a team's channel", () => {
  let server: Server;
  let origin: string;
  let told: { url: string | undefined; body: { text: string; content: string; notices: unknown[] } }[];
  let answer: { status: number; headers?: Record<string, string> };
  const clock = new FakeClock();
  const log = new LogLines();

  beforeEach(async () => {
    told = [];
    answer = { status: 200 };
    server = createServer(async (request, response) => {
      told.push({ url: request.url, body: JSON.parse(await text(request)) });
      response.writeHead(answer.status, answer.headers ?? {}).end('ok');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const team = (address: string | undefined = `${origin}${PATH}`) =>
    new WebhookTeam({ address: async () => address, clock, logger: log });
  const toldTimes = (count: number) => expect.poll(() => told.length).toBe(count);

  test('hears of failovers, in the words of the common channels, and nothing of the question', async () => {
    const watch = watchFailovers(team());
    watch(aRow({ requestId: 'r', model: 'a/m', outcome: 'overloaded' }));
    watch(aRow({ requestId: 'other', model: 'a/m', outcome: 'ok' }));
    watch(aRow({ requestId: 'r', model: 'b/m', attempt: 2 }));
    await toldTimes(1);
    const line = 'Switchyard: a/m failed (overloaded), b/m took over';
    const notices = [{ type: 'failover', from: 'a/m', to: 'b/m', kind: 'overloaded' }];
    expect(told).toEqual([
      { url: PATH, body: { text: line, content: line, allowed_mentions: { parse: [] }, notices } },
    ]);
  });

  test('calls nobody and links nowhere, whatever a model is called', async () => {
    const channel = team();
    const names = [
      '<!channel><@U123><https://evil.test|x>',
      'p/@here',
      '@everyone',
      '@all ＠here',
      '[x](https://evil.test)',
      'a\nb\u2028c\u202ed\u{e0041}e',
      `p/${'x'.repeat(100_000)}`,
    ];
    for (const name of names) {
      channel.tell({ type: 'alert', text: `${name} is slow` });
      channel.tell({ type: 'failover', from: name, to: 'b/m', kind: 'server' });
    }
    await channel.close();
    await toldTimes(2);
    const said = told.map(({ body }) => body.text).join('\n');
    expect(said).toContain('Switchyard: p/@\u2060here failed (server), b/m took over');
    expect(said).not.toMatch(/[<>]|[@＠]\w|\]\(|[\u2028\u202e\u{e0041}]/u);
    expect(said.split('\n')).toHaveLength(2 * names.length);
    expect(said.length).toBeLessThan(2000);
    expect(told.every(({ body }) => body.content === body.text)).toBe(true);
  });

  test('does not hear of a second try, a stop, or a first failure that nobody took over from', async () => {
    const watch = watchFailovers(team());
    watch(aRow({ requestId: 'r', outcome: 'server' }));
    watch(aRow({ requestId: 'r', outcome: 'ok' }));
    watch(aRow({ requestId: 's', outcome: 'cancelled' }));
    watch(aRow({ requestId: 's', model: 'b/m' }));
    watch(aRow({ requestId: 't', outcome: 'server' }));
    await clock.advance(120_000);
    expect(told).toEqual([]);
  });

  test('is told at once, then once a minute of all that came in between', async () => {
    const channel = team();
    for (const text of ['one', 'two', 'two']) channel.tell({ type: 'alert', text });
    await toldTimes(1);
    await clock.advance(60_000);
    await toldTimes(2);
    expect(told.map(({ body }) => body.text)).toEqual(['Switchyard: one', 'Switchyard: two (2 times)']);
    await clock.advance(60_000);
    channel.tell({ type: 'alert', text: 'three' });
    await toldTimes(3);
  });

  test('that answers with an error or another address is left at that; its address is in no log', async () => {
    answer = { status: 302, headers: { location: `${origin}/elsewhere` } };
    team().tell({ type: 'alert', text: 'one' });
    await toldTimes(1);
    await expect.poll(() => log.lines.length).toBe(1);
    expect(told.map(({ url }) => url)).toEqual([PATH]);
    expect(log.lines.join()).not.toContain('secret');
  });

  test('is told what waits before its window closes', async () => {
    const channel = team();
    for (const text of ['one', 'two']) channel.tell({ type: 'alert', text });
    await channel.close();
    expect(told.map(({ body }) => body.text).sort()).toEqual(['Switchyard: one', 'Switchyard: two']);
  });

  test('that there is none of is not told', async () => {
    team('').tell({ type: 'alert', text: 'one' });
    team('http://example.com/hook').tell({ type: 'alert', text: 'one' });
    await clock.advance(1000);
    expect(told).toEqual([]);
  });
});

test.each([
  ['https://hooks.slack.com/services/T/B/x', undefined],
  ['http://127.0.0.1:9000/hook', undefined],
  ['http://example.com/hook', 'It must begin with https://, or be on this machine.'],
  ['ftp://example.com', 'It must begin with https://, or be on this machine.'],
  ['no address', 'This is no address.'],
])('the address %s', (address, fault) => {
  expect(webhookFault(address)).toBe(fault);
});
