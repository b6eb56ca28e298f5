import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchFailovers } from '../../../src/core/resilience/failoverWatch.ts';
import { webhookFault } from '../../../src/providers/webhook/webhookAddress.ts';
import { WebhookTeam } from '../../../src/providers/webhook/webhookTeam.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { TeamChannel } from '../../fakes/teamChannel.ts';
import { aRow } from '../../storage/aRow.ts';
import { LogLines } from '../../storage/ledgerFile.ts';

describe("a team's channel", () => {
  let channel: TeamChannel;
  const clock = new FakeClock();
  const log = new LogLines();

  beforeEach(async () => {
    channel = await TeamChannel.start();
  });
  afterEach(() => channel[Symbol.asyncDispose]());

  const team = (address: string | undefined = channel.address) =>
    new WebhookTeam({ address: async () => address, clock, logger: log });
  const toldTimes = (count: number) => expect.poll(() => channel.told.length).toBe(count);

  test('hears of failovers, in the words of the common channels, and nothing of the question', async () => {
    const watch = watchFailovers(team());
    watch(aRow({ requestId: 'r', model: 'a/m', outcome: 'overloaded' }));
    watch(aRow({ requestId: 'other', model: 'a/m', outcome: 'ok' }));
    watch(aRow({ requestId: 'r', model: 'b/m', attempt: 2 }));
    await toldTimes(1);
    const line = 'Switchyard: a/m failed (overloaded), b/m took over';
    const notices = [{ type: 'failover', from: 'a/m', to: 'b/m', kind: 'overloaded' }];
    expect(channel.told).toEqual([
      { url: channel.path, body: { text: line, content: line, allowed_mentions: { parse: [] }, notices } },
    ]);
  });

  test('calls nobody and links nowhere, whatever a model is called', async () => {
    const hook = team();
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
      hook.tell({ type: 'alert', text: `${name} is slow` });
      hook.tell({ type: 'failover', from: name, to: 'b/m', kind: 'server' });
    }
    await hook.close();
    await toldTimes(2);
    const said = channel.told.map(({ body }) => body.text).join('\n');
    expect(said).toContain('Switchyard: p/@\u2060here failed (server), b/m took over');
    expect(said).not.toMatch(/[<>]|[@＠]\w|\]\(|[\u2028\u202e\u{e0041}]/u);
    expect(said.split('\n')).toHaveLength(2 * names.length);
    expect(said.length).toBeLessThan(2000);
    expect(channel.told.every(({ body }) => body.content === body.text)).toBe(true);
  });

  test('does not hear of a second try, a stop, a fire drill, or a first failure that nobody took over from', async () => {
    const watch = watchFailovers(team());
    watch(aRow({ requestId: 'r', outcome: 'server' }));
    watch(aRow({ requestId: 'r', outcome: 'ok' }));
    watch(aRow({ requestId: 's', outcome: 'cancelled' }));
    watch(aRow({ requestId: 's', model: 'b/m' }));
    watch(aRow({ requestId: 't', outcome: 'server' }));
    watch(aRow({ requestId: 'd', outcome: 'server', source: 'fireDrill' }));
    watch(aRow({ requestId: 'd', model: 'b/m', source: 'fireDrill' }));
    await clock.advance(120_000);
    expect(channel.told).toEqual([]);
  });

  test('is told at once, then once a minute of all that came in between', async () => {
    const hook = team();
    for (const text of ['one', 'two', 'two']) hook.tell({ type: 'alert', text });
    await toldTimes(1);
    await clock.advance(60_000);
    await toldTimes(2);
    expect(channel.told.map(({ body }) => body.text)).toEqual(['Switchyard: one', 'Switchyard: two (2 times)']);
    await clock.advance(60_000);
    hook.tell({ type: 'alert', text: 'three' });
    await toldTimes(3);
  });

  test('that answers with an error or another address is left at that; its address is in no log', async () => {
    channel.answer = { status: 302, headers: { location: `${channel.origin}/elsewhere` } };
    team().tell({ type: 'alert', text: 'one' });
    await toldTimes(1);
    await expect.poll(() => log.lines.length).toBe(1);
    expect(channel.told.map(({ url }) => url)).toEqual([channel.path]);
    expect(log.lines.join()).not.toContain('secret');
  });

  test('is told what waits before its window closes', async () => {
    const hook = team();
    for (const text of ['one', 'two']) hook.tell({ type: 'alert', text });
    await hook.close();
    expect(channel.told.map(({ body }) => body.text).sort()).toEqual(['Switchyard: one', 'Switchyard: two']);
  });

  test('that is set is told at once of what happens then, and of nothing before', async () => {
    let address: string | undefined;
    const hook = new WebhookTeam({ address: async () => address, clock, logger: log });
    hook.tell({ type: 'alert', text: 'before' });
    await Promise.resolve();
    address = channel.address;
    hook.tell({ type: 'alert', text: 'then' });
    await toldTimes(1);
    expect(channel.told.map(({ body }) => body.text)).toEqual(['Switchyard: then']);
  });

  test('that there is none of is not told', async () => {
    team('').tell({ type: 'alert', text: 'one' });
    team('http://example.com/hook').tell({ type: 'alert', text: 'one' });
    await clock.advance(1000);
    expect(channel.told).toEqual([]);
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
