import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import type { Behaviour } from '../simulator/behaviour.ts';
import { KEY, OverHttp } from './overHttp.ts';

/** Reads a request to its end, and stops it at the first event that `when` waits for, or so long after it was sent. */
async function stopped(http: OverHttp, when: ((event: ChatEvent) => boolean) | number) {
  const controller = new AbortController();
  const events: ChatEvent[] = [];
  let stoppedAt = Number.NaN;
  const stop = () => {
    stoppedAt = performance.now();
    controller.abort();
  };
  if (typeof when === 'number')
    http.simulator
      .waitForRequests(1, 5000)
      .then(() => setTimeout(when))
      .then(stop);
  for await (const event of http.route({ conversationId: 'c' }, controller.signal)) {
    events.push(event);
    if (typeof when !== 'number' && Number.isNaN(stoppedAt) && when(event)) stop();
  }
  return { last: events.at(-1), events, tookMs: performance.now() - stoppedAt };
}

const text = (event: ChatEvent) => event.type === 'text';

// The limit of 50 ms is the user's; a machine that is busy with something else may miss it once.
describe('stop', { retry: 2 }, () => {
  test.each<[string, Behaviour, number | typeof text]>([
    ['before the headers', { hang: true }, 60],
    ['before the first token', { stallAfterTokens: 0 }, 60],
    ['before the first token, through comments', { firstTokenMs: 5000, keepAliveMs: 5 }, 60],
    ['while the model thinks', { reasoning: 'hm '.repeat(500), tokensPerSecond: 100 }, 60],
    ['at the first word', { tokens: 1000, tokensPerSecond: 100 }, text],
    ['in the middle of the answer', { tokens: 1000, tokensPerSecond: 200 }, 100],
    ['in the middle of a torrent', { tokens: 200_000 }, text],
    ['when the answer has gone silent', { tokens: 5, stallAfterTokens: 2 }, 60],
    ['before an error answer', { status: 500, firstTokenMs: 5000 }, 60],
  ])('%s ends the request at once and closes the connection', async (_, behaviour, when) => {
    await using http = await OverHttp.start(behaviour);
    const { last, tookMs } = await stopped(http, when);
    expect(last).toMatchObject({ type: 'error', error: { kind: 'cancelled', message: 'Stopped.' } });
    expect(tookMs).toBeLessThan(50);
    await http.simulator.waitForHangUp(0, 1000);
    expect(http.simulator.requests).toHaveLength(1);
    expect(http.ledger.rows).toEqual([expect.objectContaining({ model: 'a/m', outcome: 'cancelled', attempt: 1 })]);
  });

  test('while waiting between two tries ends the request at once', async () => {
    const settings = { resilience: { retryAfterUpToMs: 30_000 } };
    await using http = await OverHttp.start({ status: 429, retryAfter: 20 }, { settings });
    const { last, tookMs } = await stopped(http, 100);
    expect(last).toMatchObject({ type: 'error', error: { kind: 'cancelled', attempts: [{ kind: 'rateLimit' }] } });
    expect(tookMs).toBeLessThan(50);
    expect(http.simulator.requests).toHaveLength(1);
    expect(http.ledger.rows).toEqual([expect.objectContaining({ outcome: 'rateLimit' })]);
  });

  test('at the fallback asks nobody else', async () => {
    await using http = await OverHttp.start({ status: 500 });
    const { last } = await stopped(http, (event) => event.type === 'fallback');
    expect(last).toMatchObject({ type: 'error', error: { kind: 'cancelled' } });
    expect(http.simulator.requests.map((request) => request.provider)).toEqual(['a']);
  });

  test('while the key is looked up sends nothing, also later', async () => {
    const keys = { key: () => setTimeout(60, KEY), secret: async () => undefined };
    await using http = await OverHttp.start({ text: 'never' }, { keys });
    const controller = new AbortController();
    const stopping = setTimeout(20).then(() => {
      controller.abort();
      return performance.now();
    });
    for await (const _ of http.route({}, controller.signal));
    expect(performance.now() - (await stopping)).toBeLessThan(50);
    await setTimeout(100);
    expect(http.simulator.requests).toEqual([]);
    expect(http.ledger.rows).toEqual([expect.objectContaining({ outcome: 'cancelled', costNano: 0 })]);
  });

  test('before the start asks nobody', async () => {
    await using http = await OverHttp.start({ text: 'never' });
    const types: string[] = [];
    for await (const event of http.route({}, AbortSignal.abort())) types.push(event.type);
    expect(types.at(0)).toBe('decision');
    expect(types.at(-1)).toBe('error');
    expect(http.simulator.requests).toEqual([]);
  });

  test('bills what had come, as an estimate', async () => {
    await using http = await OverHttp.start({ text: 'word '.repeat(400), tokensPerSecond: 200 });
    const { last } = await stopped(http, 150);
    const [row] = http.ledger.rows;
    expect(row).toMatchObject({ outcome: 'cancelled', estimated: true, costSource: 'priced', conversationId: 'c' });
    expect(row?.usage?.outputTokens).toBeGreaterThan(0);
    expect(last).toMatchObject({ costUsd: (row?.costNano ?? 0) / 1e9 });
  });

  test('after the end changes nothing', async () => {
    await using http = await OverHttp.start({ text: 'whole' });
    const { last } = await stopped(http, (event) => event.type === 'done');
    expect(last).toMatchObject({ type: 'done' });
    expect(http.ledger.rows).toEqual([expect.objectContaining({ outcome: 'ok' })]);
    expect(http.simulator.requests[0]?.closedByClientAt).toBeUndefined();
  });
});

describe('a reader that just stops reading', () => {
  test('closes the connection, and the attempt is kept', async () => {
    await using http = await OverHttp.start({ tokens: 1000, tokensPerSecond: 100 });
    for await (const event of http.route()) if (event.type === 'text') break;
    await http.simulator.waitForHangUp(0, 1000);
    expect(http.ledger.rows).toEqual([expect.objectContaining({ outcome: 'cancelled', estimated: true })]);
  });

  test('also when it throws', async () => {
    await using http = await OverHttp.start({ tokens: 1000, tokensPerSecond: 100 });
    const reading = async () => {
      for await (const event of http.route()) if (event.type === 'text') throw new Error('the reader broke');
    };
    await expect(reading()).rejects.toThrow('the reader broke');
    await http.simulator.waitForHangUp(0, 1000);
    expect(http.ledger.rows).toHaveLength(1);
  });

  test('at the decision has asked nobody', async () => {
    await using http = await OverHttp.start({});
    for await (const event of http.route()) if (event.type === 'decision') break;
    expect(http.simulator.requests).toEqual([]);
    expect(http.ledger.rows).toEqual([]);
  });
});
