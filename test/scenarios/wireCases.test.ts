import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import { APIS } from '../../src/core/models/preset.ts';
import { OverHttp } from '../providers/overHttp.ts';
import type { Behaviour } from '../simulator/behaviour.ts';

/** gateways.md §5, the cases that are about a whole request over HTTP: who answers, what is shown, what is billed. */
const DIALECTS = APIS.filter((api) => api !== 'vscode-lm');

type Options = NonNullable<Parameters<typeof OverHttp.start>[1]>;

/** A model that behaves so, with another behind it that answers well, asked once. */
async function asked(behaviour: Behaviour, options: Options = {}) {
  await using http = await OverHttp.start(behaviour, options);
  const events: ChatEvent[] = [];
  for await (const event of http.route()) events.push(event);
  return { events, log: logOf(events), rows: http.ledger.rows };
}

/** What a reader is shown, in lines; the pieces of a text are joined. */
function logOf(events: readonly ChatEvent[]): string[] {
  const log: string[] = [];
  let text = '';
  for (const event of events) {
    if (event.type === 'text') text += event.delta;
    else {
      if (text !== '') log.push(`text ${text}`);
      text = '';
      if (event.type === 'retract') log.push(`retract ${event.characters}`);
      if (event.type === 'fallback') log.push(`fallback ${event.error.kind}`);
      if (event.type === 'toolCall') log.push(`toolCall ${event.index} ${event.name}`);
      if (event.type === 'done') log.push(`done ${event.model} ${event.finishReason}`);
      if (event.type === 'error') log.push(`error ${event.error.kind} ${event.error.status}`);
    }
  }
  return log;
}

const FROM_B = ['text from b', 'done b/m stop'];

describe('comments that keep a connection alive', () => {
  const timeouts = (fields: object): Options => ({ provider: { timeouts: fields } });

  test('case 8: are a sign of life in the middle of an answer', async () => {
    const slow = { tokens: 2, tokensPerSecond: 0.7, keepAliveMs: 20 };
    expect((await asked(slow, timeouts({ idleMs: 1000 }))).log.at(-1)).toBe('done a/m stop');
  });

  test('case 8: are no first word', async () => {
    const thinking = { firstTokenMs: 5000, keepAliveMs: 20 };
    expect((await asked(thinking, timeouts({ firstTokenMs: 120 }))).log).toEqual(['fallback timeout', ...FROM_B]);
  });
});

describe('a failure that looks like a success', () => {
  test.each(DIALECTS)('case 25: an empty answer that nobody counted is asked of the next model: %s', async (api) => {
    const { log } = await asked({ text: '', usage: 'none' }, { provider: { api } });
    expect(log).toEqual(['fallback protocol', ...FROM_B]);
  });

  test('case 25: an empty answer that was counted is one', async () => {
    expect((await asked({ text: '' })).log).toEqual(['done a/m stop']);
  });
});

describe("the vendor's content filter", () => {
  const allowed = { settings: { resilience: { contentFilterToNext: true } } };
  const late = { text: 'something bad', finishReason: 'content_filter' };

  test.each(DIALECTS)('case 31: comes after the text, which is then taken back: %s', async (api) => {
    const { log } = await asked(late, { ...allowed, provider: { api } });
    expect(log).toEqual(['text something bad', 'fallback contentFilter', 'retract 13', ...FROM_B]);
  });

  test('case 31: ends the answer where nobody else may be asked', async () => {
    expect((await asked(late)).log).toEqual(['text something bad', 'done a/m contentFilter']);
  });

  test('case 32: what it stopped is billed all the same', async () => {
    const { events, rows } = await asked(late, allowed);
    expect(rows[0]).toMatchObject({ outcome: 'ok', finishReason: 'contentFilter', estimated: false });
    expect(rows[0]?.costNano).toBeGreaterThan(0);
    const done = events.find((event) => event.type === 'done');
    expect(done?.costUsd).toBe(((rows[0]?.costNano ?? 0) + (rows[1]?.costNano ?? 0)) / 1e9);
  });

  test.each([400, 403])('case 33: refuses the prompt before the answer begins: %d', async (status) => {
    const error = { code: 'content_filter', message: "The response was filtered by Azure's content management policy" };
    const refusing = { status, body: { error } };
    expect((await asked(refusing)).log).toEqual([`error contentFilter ${status}`]);
    expect((await asked(refusing, allowed)).log).toEqual(['fallback contentFilter', ...FROM_B]);
  });
});

describe('tool calls', () => {
  test('case 14: of an attempt that failed are taken back before those of the next', async () => {
    const toolCalls = [{ name: 'read', arguments: '{"path":"a long enough path"}' }];
    const tools = [{ name: 'read', description: 'reads', parameters: { type: 'object', properties: {} } }];
    await using http = await OverHttp.start({ toolCalls, cutAfterTokens: 2 }, {}, { toolCalls });
    const events: ChatEvent[] = [];
    for await (const event of http.route({ parameters: { tools } })) events.push(event);
    const shown = logOf(events).filter((line, at, log) => line !== log[at - 1]);
    expect(shown.filter((line) => line !== 'toolCall 0 ')).toEqual([
      'toolCall 0 read',
      'fallback network',
      'retract 0',
      'toolCall 0 read',
      'done b/m toolCalls',
    ]);
  });
});

describe.each(DIALECTS)('the connection, in %s,', (api) => {
  const provider = { api };
  // Gemini counts with every chunk what it has written so far.
  const estimated = api !== 'gemini';

  test('case 48: is cut after some words: they are taken back, billed as far as they are known, and asked of the next', async () => {
    const { log, rows } = await asked({ text: 'one two three four', cutAfterTokens: 2 }, { provider });
    expect(log).toEqual([
      expect.stringMatching(/^text one/),
      'fallback network',
      expect.stringMatching(/^retract \d/),
      ...FROM_B,
    ]);
    expect(rows[0]).toMatchObject({ outcome: 'network', estimated });
    expect(rows[0]?.costNano).toBeGreaterThan(0);
  });

  test('case 48: is closed politely in the middle: that is no end', async () => {
    const { log } = await asked({ text: 'one two three four', endAfterTokens: 2 }, { provider });
    expect(log).toEqual([
      expect.stringMatching(/^text one/),
      'fallback protocol',
      expect.stringMatching(/^retract \d/),
      ...FROM_B,
    ]);
  });

  test('case 49: stays open and silent: it is given up, and closed', async () => {
    const impatient = { provider: { api, timeouts: { idleMs: 100 } } };
    await using http = await OverHttp.start({ text: 'one two three four', stallAfterTokens: 2 }, impatient);
    const events: ChatEvent[] = [];
    for await (const event of http.route()) events.push(event);
    expect(logOf(events)).toContain('fallback timeout');
    expect(logOf(events).slice(-2)).toEqual(FROM_B);
    await http.simulator.waitForHangUp(0, 1000);
    expect(http.ledger.rows[0]).toMatchObject({ outcome: 'timeout', estimated });
  });

  test('case 50: is closed when the user stops; what had come is billed as an estimate', async () => {
    await using http = await OverHttp.start({ tokens: 1000, tokensPerSecond: 100 }, { provider });
    const controller = new AbortController();
    const events: ChatEvent[] = [];
    for await (const event of http.route({}, controller.signal)) {
      events.push(event);
      if (events.filter(({ type }) => type === 'text').length === 5) controller.abort();
    }
    expect(logOf(events).at(-1)).toMatch(/^error cancelled/);
    await http.simulator.waitForHangUp(0, 1000);
    const [row, ...others] = http.ledger.rows;
    expect(others).toEqual([]);
    expect(row).toMatchObject({ outcome: 'cancelled', estimated: true });
    expect(row?.costNano).toBeGreaterThan(0);
    expect(events.at(-1)).toMatchObject({ estimated: true, costUsd: (row?.costNano ?? 0) / 1e9 });
  });
});
