import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatEvent, ToolCallEvent } from '../../src/core/chat/chatEvent.ts';
import { APIS } from '../../src/core/models/preset.ts';
import type { Clock } from '../../src/core/ports/clock.ts';
import { type AnyBody, anyBody, responseOf } from './anyBody.ts';
import { GOOD_END } from './anyChunks.ts';
import { askCore } from './httpCore.ts';
import { sse } from './replay.ts';

const DIALECTS = APIS.filter((api) => api !== 'vscode-lm');
type HttpApi = (typeof DIALECTS)[number];

/** Time stands still: nothing may need a deadline to end. */
const STILL: Clock = { now: () => 0, monotonic: () => 0, schedule: () => () => {} };
/** A minute passes in 30 milliseconds: what stalls is given up soon. */
const HURRIED: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now() * 2000,
  schedule: (ms, callback) => {
    const timer = setTimeout(callback, ms / 2000);
    return () => clearTimeout(timer);
  },
};

const SECOND = 'from b, whole';
const GOOD: AnyBody = {
  status: 200,
  bytes: new TextEncoder().encode(
    sse([{ choices: [{ index: 0, delta: { content: SECOND }, finish_reason: 'stop' }] }]),
  ),
  end: 'closes',
};

interface Asked {
  readonly clock?: Clock;
  readonly sizes?: readonly number[];
  readonly retractable?: boolean;
  /** Ask `b`, which answers well, where `a` does not. */
  readonly both?: boolean;
}

/** What the core makes of a provider that answers so. Rejects where it throws, or does not end. */
async function eventsOf(api: HttpApi, body: AnyBody, asked: Asked = {}): Promise<ChatEvent[]> {
  const { clock = STILL, sizes, retractable = true, both = false } = asked;
  const settings = {
    providers: {
      a: { api, baseUrl: 'https://a.test/v1', auth: 'none' },
      b: { api: 'openai-chat', baseUrl: 'https://b.test/v1', auth: 'none' },
    },
    models: { 'a/m': {}, 'b/m': {} },
    routes: { default: both ? ['a/m', 'b/m'] : ['a/m'] },
  };
  const fetch = async (input: string | URL | Request) =>
    String(input instanceof Request ? input.url : input).startsWith('https://a.test/')
      ? responseOf(body, sizes)
      : responseOf(GOOD);
  const events = askCore(settings, { fetch, clock, request: { retractable } });
  let watchdog: NodeJS.Timeout | undefined;
  const hangs = new Promise<never>((_, reject) => {
    watchdog = setTimeout(() => reject(new Error('it hangs')), 5000);
  });
  return await Promise.race([events, hangs]).finally(() => clearTimeout(watchdog));
}

/** Holds the events of a request against everything that the public interface promises of any. Returns the text at the end. */
function checked(events: readonly ChatEvent[]): string {
  expect(events[0]?.type).toBe('decision');
  const ends = events.flatMap(({ type }, at) => (type === 'done' || type === 'error' ? [at] : []));
  expect(ends).toEqual([events.length - 1]);
  let text = '';
  let attempts = 0;
  let calls: ToolCallEvent[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'attempt':
        expect(event.attempt).toBe(++attempts);
        checkCalls(calls);
        calls = [];
        break;
      case 'text':
      case 'reasoning':
        expect(event.delta).not.toBe('');
        if (event.type === 'text') text += event.delta;
        break;
      case 'toolCall':
        calls.push(event);
        break;
      case 'retract':
        expect(event.characters).toBeLessThanOrEqual(text.length);
        text = text.slice(0, text.length - event.characters);
        break;
      case 'fallback':
        expect(event.afterCharacters).toBe(text.length);
        break;
      case 'done':
      case 'error':
        for (const count of Object.values(event.usage ?? {})) expect(count).toBeGreaterThanOrEqual(0);
        if (event.costUsd !== null) expect(event.costUsd).toBeGreaterThanOrEqual(0);
    }
  }
  checkCalls(calls);
  return text;
}

/** Every delta of a call names it alike; they count from 0 in the order of appearance. */
function checkCalls(deltas: readonly ToolCallEvent[]): void {
  const seen = new Map<number, Pick<ToolCallEvent, 'id' | 'name'>>();
  for (const { index, id, name, argumentsDelta } of deltas) {
    const known = seen.get(index);
    if (known === undefined) expect(index).toBe(seen.size);
    expect({ id, name }).toEqual(known ?? { id: expect.stringMatching(/./), name: expect.any(String) });
    seen.set(index, { id, name });
    expect(typeof argumentsDelta).toBe('string');
  }
}

/** The events with the pieces of one text joined, and without what time it took. */
function joined(events: readonly ChatEvent[]): object[] {
  const log: Record<string, unknown>[] = [];
  for (const event of events) {
    const last = log.at(-1);
    const goesOn = last?.type === event.type;
    if ((event.type === 'text' || event.type === 'reasoning') && goesOn) last.delta = `${last.delta}${event.delta}`;
    else if (event.type === 'toolCall' && goesOn && last.index === event.index) {
      last.argumentsDelta = `${last.argumentsDelta}${event.argumentsDelta}`;
    } else log.push({ ...event, ...('latency' in event ? { latency: undefined } : {}) });
  }
  return log;
}

describe.each(DIALECTS)('any answer in %s', (api) => {
  const runs = { numRuns: 250 };

  test('ends once, says nothing after it, keeps its promises, however it is cut', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(anyBody(api, ['closes', 'breaks']), sizes, async (body, sizes) => {
        const whole = await eventsOf(api, body);
        checked(whole);
        expect(joined(await eventsOf(api, body, { sizes }))).toEqual(joined(whole));
        expect(joined(await eventsOf(api, body, { sizes: [1] }))).toEqual(joined(whole));
      }),
      runs,
    );
  });

  test('leaves the whole answer of one model, the first or the second', async () => {
    await fc.assert(
      fc.asyncProperty(anyBody(api, ['closes', 'breaks']), fc.boolean(), async (body, retractable) => {
        const alone = await eventsOf(api, body);
        const first = checked(alone);
        const both = await eventsOf(api, body, { both: true, retractable });
        const text = checked(both);
        const [end, last] = [alone.at(-1), both.at(-1)];
        if (end?.type === 'done') {
          expect(last).toMatchObject({ type: 'done', model: 'a/m', finishReason: end.finishReason });
          expect(text).toBe(first);
        } else if (last?.type === 'done') {
          expect(last).toMatchObject({ model: 'b/m', finishReason: 'stop' });
          if (retractable) expect(text).toBe(SECOND);
          else expect(text.startsWith(first)).toBe(true);
        } else {
          // Another model would say the same, or cannot go on with calls that were shown.
          const calls = alone.some(({ type }) => type === 'toolCall');
          const kinds = ['badRequest', 'contentFilter', ...(calls && !retractable ? [kindOf(alone)] : [])];
          expect(kinds).toContain(kindOf(both));
          expect(text).toBe(first);
        }
        if (!retractable) expect(both.filter(({ type }) => type === 'retract')).toEqual([]);
      }),
      runs,
    );
  });

  test('that stalls is given up', async () => {
    await fc.assert(
      fc.asyncProperty(anyBody(api, ['stalls']), async (body) => {
        const events = await eventsOf(api, body, { clock: HURRIED, both: true });
        const text = checked(events);
        const last = events.at(-1);
        if (last?.type === 'done' && last.model === 'b/m') expect(text).toBe(SECOND);
      }),
      { numRuns: 40 },
    );
  });
});

describe('once found', () => {
  const body = (text: string): AnyBody => ({ status: 200, bytes: new TextEncoder().encode(text), end: 'closes' });

  test('a piece of a tool call that says nothing leaves no gap before the others', async () => {
    const chunk = {
      choices: [{ delta: { tool_calls: [{ index: 0 }, { index: 1, id: 'c', function: { name: 'read' } }] } }],
    };
    const events = await eventsOf('openai-chat', body(sse([chunk, ...GOOD_END['openai-chat']])));
    checked(events);
    expect(events.flatMap((event) => (event.type === 'toolCall' ? [event.index] : []))).toEqual([0]);
  });

  test('what stands behind a broken piece does not count, whether it comes in the same packet or the next', async () => {
    const broken = body('data: {broken\n\nerror: {"error":"later"}\n\n');
    const whole = await eventsOf('openai-chat', broken);
    expect(kindOf(whole)).toBe('protocol');
    expect(joined(await eventsOf('openai-chat', broken, { sizes: [1] }))).toEqual(joined(whole));
  });
});

function kindOf(events: readonly ChatEvent[]): string | undefined {
  const last = events.at(-1);
  return last?.type === 'error' ? last.error.kind : undefined;
}
