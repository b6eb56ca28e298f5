import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import { sleep } from '../../src/core/resilience/sleep.ts';
import { routeChat } from '../../src/core/routing/routeChat.ts';
import { aRequest, Scenario } from '../fakes/scenario.ts';
import { fault, type Step } from '../fakes/scriptedProvider.ts';
import { THREE } from '../fakes/testSetup.ts';

const LATE = { resilience: { hedge: 'late' } };
const LIMITED = { ...THREE.providers.b, limits: { concurrent: 5 } };
const USAGE: Step = { usage: { inputTokens: 10, outputTokens: 2 } };
const QUICK: Step[] = [{ wait: 500 }, 'Quick', USAGE, { finish: 'stop' }];
const SLOW: Step[] = [{ wait: 5000 }, 'Slow', USAGE, { finish: 'stop' }];
const SILENT: Step[] = [{ wait: 60_000 }, 'late', { finish: 'stop' }];

/** Teaches that a model usually speaks after so long. */
function usually(scenario: Scenario, model: string, waitedMs: number): void {
  const known = { model, provider: model.slice(0, 1), inputTokens: 10, gaveUp: false };
  for (let sample = 0; sample < 5; sample++)
    scenario.latencies.add({ ...known, startedAt: scenario.clock.now(), waitedMs });
}

describe('a second model beside a late one', () => {
  test('is not asked unless the user wants it', async () => {
    const scenario = new Scenario({ a: SLOW, b: QUICK });
    expect((await scenario.run()).at(-1)).toBe('5000 done a/m stop 0.000014 priced in 1');
  });

  test('answers where it speaks first, and the late one is stopped; both are in the ledger', async () => {
    const scenario = new Scenario({ a: SLOW, b: QUICK }, LATE);
    expect(await scenario.run()).toEqual([
      '0 decision a/m b/m c/m',
      '0 attempt 1 a/m',
      '3000 attempt 2 b/m',
      '3500 fallback a/m → b/m: timeout after 0',
      '3500 text "Quick"',
      '3500 done b/m stop 0.000014 priced in 2',
    ]);
    expect(scenario.rows).toEqual(['a/m cancelled 0+0 0', 'b/m ok 10+2 14000']);
    expect(scenario.providers.a?.aborted).toEqual(['m']);
    expect(scenario.clock.pending).toBe(0);
  });

  test('is stopped where the late one speaks first, and both costs are summed', async () => {
    const counted: Step[] = [{ usage: { inputTokens: 7, outputTokens: 0 } }, { wait: 60_000 }];
    const scenario = new Scenario({ a: SLOW, b: counted }, LATE);
    const seen: ChatEvent[] = [];
    const log = await scenario.run({}, { onEvent: (event) => seen.push(event) });
    expect(seen.at(-1)).toMatchObject({
      usage: { inputTokens: 10, outputTokens: 2 },
      stopped: [{ attempt: 2, costUsd: 0.000007, estimated: false }],
    });
    expect(log.slice(2)).toEqual(['3000 attempt 2 b/m', '5000 text "Slow"', '5000 done a/m stop 0.000021 priced in 2']);
    expect(scenario.rows.toSorted()).toEqual(['a/m ok 10+2 14000', 'b/m cancelled 7+0 7000']);
    expect(scenario.providers.b?.aborted).toEqual(['m']);
    expect(scenario.clock.pending).toBe(0);
  });

  test('is asked as soon as the first is later than it usually is', async () => {
    const scenario = new Scenario({ a: SLOW, b: QUICK }, LATE);
    usually(scenario, 'a/m', 400);
    expect((await scenario.run()).slice(2, 4)).toEqual([
      '400 attempt 2 b/m',
      '900 fallback a/m → b/m: timeout after 0',
    ]);
  });

  test('is not asked where the first speaks in time, or fails', async () => {
    const quick = new Scenario({ a: QUICK, b: QUICK }, LATE);
    expect((await quick.run()).at(-1)).toContain('done a/m stop 0.000014 priced in 1');
    expect(quick.clock.pending).toBe(0);
    const failing = new Scenario({ a: [fault('server')], b: QUICK }, LATE);
    expect((await failing.run()).slice(1, 4)).toEqual([
      '0 attempt 1 a/m',
      '0 fallback a/m → b/m: server after 0',
      '0 attempt 2 b/m',
    ]);
  });

  test('goes on alone where the first fails then', async () => {
    const failing: Step[] = [{ wait: 3200 }, fault('server')];
    const scenario = new Scenario({ a: failing, b: QUICK }, LATE);
    expect((await scenario.run()).slice(2)).toEqual([
      '3000 attempt 2 b/m',
      '3200 fallback a/m → b/m: server after 0',
      '3500 text "Quick"',
      '3500 done b/m stop 0.000014 priced in 2',
    ]);
  });

  test('that fails leaves the first to answer, and is not asked again', async () => {
    const broken: Step[] = [{ wait: 6000 }, 'Half', fault('network')];
    const scenario = new Scenario({ a: broken, b: [fault('overloaded')], c: QUICK }, LATE);
    const log = await scenario.run();
    expect(log.slice(2)).toEqual([
      '3000 attempt 2 b/m',
      '6000 text "Half"',
      '6000 fallback a/m → c/m: network after 4',
      '6000 retract 4',
      '6000 attempt 3 c/m',
      '6500 text "Quick"',
      expect.stringContaining('done c/m'),
    ]);
    expect(scenario.providers.b?.calls).toHaveLength(1);
  });

  test('that breaks off falls back to the others, the late one last', async () => {
    const broken: Step[] = ['Half', fault('network')];
    const scenario = new Scenario({ a: [SILENT, QUICK], b: broken, c: [fault('server')] }, LATE);
    const log = await scenario.run();
    expect(log.filter((line) => /attempt|fallback|done/.test(line)).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      'attempt 1 a/m',
      'attempt 2 b/m',
      'fallback a/m → b/m: timeout after 0',
      'fallback b/m → c/m: network after 4',
      'attempt 3 c/m',
      'fallback c/m → a/m: server after 0',
      'attempt 4 a/m',
      expect.stringContaining('done a/m'),
    ]);
  });

  test('says what both said where both fail', async () => {
    const scenario = new Scenario(
      { a: SILENT, b: [{ wait: 60_000 }] },
      { ...LATE, models: { 'a/m': {}, 'b/m': {} }, routes: { default: ['a/m', 'b/m'] } },
    );
    expect((await scenario.run()).at(-1)).toBe('13000 error timeout [a/m timeout, b/m timeout]');
  });

  test.each([
    ['a model that the user chose', { model: 'a/m' }],
    ['an answer that must be JSON', { parameters: { structured: { name: 'x', schema: { type: 'object' } } } }],
    ['an answer that is continued', { partial: 'It', retractable: false }],
  ])('is not asked beside %s', async (_, request) => {
    const scenario = new Scenario({ a: [{ wait: 5000 }, '{"a":1}', { finish: 'stop' }], b: QUICK }, LATE);
    expect((await scenario.run(request)).at(-1)).toContain('in 1');
  });

  test('is not asked where it rests, nor beside one that rests', async () => {
    const failing: Step[] = [fault('server', { retryAfterMs: 60_000 })];
    const scenario = new Scenario({ a: [failing, SLOW], b: [failing, QUICK], c: [failing, SLOW] }, LATE);
    await scenario.run({}, { forMs: 0 });
    expect((await scenario.run({}, { forMs: 10_000 })).at(-1)).toBe('5000 done a/m stop 0.000014 priced in 1');
  });

  test('is not asked beside one that is tried again after a rest', async () => {
    const scenario = new Scenario({ a: [[fault('rateLimit', { retryAfterMs: 20_000 })], SLOW], b: QUICK }, LATE);
    await scenario.run({}, { forMs: 1000 });
    expect((await scenario.run({}, { forMs: 1000 }))[0]).toBe('1000 decision b/m c/m a/m');
    await scenario.clock.advance(60_000);
    const log = await scenario.run({}, { forMs: 10_000 });
    expect(log[0]).toContain('decision a/m');
    expect(log.at(-1)).toMatch(/done a\/m stop .* in 1$/);
  });

  test('is not sent where the late one speaks while it waits for its place', async () => {
    const first: Step[] = [{ wait: 3100 }, 'Slow', { wait: 5000 }, USAGE, { finish: 'stop' }];
    const scenario = new Scenario({ a: first, b: QUICK }, { ...LATE, providers: { ...THREE.providers, b: LIMITED } });
    const { limits, clock } = scenario;
    const add = limits.add.bind(limits);
    // Another process writes for 300 ms.
    limits.add = (...call) => (clock.monotonic() < 3300 ? 'busy' : add(...call));
    expect((await scenario.run()).slice(1)).toEqual([
      '0 attempt 1 a/m',
      '3100 text "Slow"',
      '8100 done a/m stop 0.000014 priced in 1',
    ]);
    expect(scenario.providers.b?.calls).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  test('ends as stopped where that comes just after a first word', async () => {
    const scenario = new Scenario({ a: SLOW, b: SILENT }, LATE);
    const { setup, tools, clock } = scenario;
    const controller = new AbortController();
    const events = routeChat(aRequest(), setup, tools, controller.signal);
    const seen: ChatEvent[] = [];
    const reading = (async () => {
      for await (const event of events) {
        seen.push(event);
        if (event.type !== 'attempt' || event.attempt === 1) continue;
        // The reader takes its time, and the first speaks meanwhile.
        await sleep(3000, clock, new AbortController().signal);
        controller.abort();
      }
    })();
    await clock.advance(10_000);
    await reading;
    expect(seen.at(-1)).toMatchObject({ type: 'error', error: { kind: 'cancelled' } });
  });

  test('is stopped with the first, at once', async () => {
    const scenario = new Scenario({ a: [{ deaf: true }], b: [{ deaf: true }] }, LATE);
    const log = await scenario.run({}, { stopAfterMs: 4000, forMs: 4000 });
    expect(log.at(-1)).toBe('4000 error cancelled []');
    expect([scenario.providers.a?.aborted, scenario.providers.b?.aborted]).toEqual([['m'], ['m']]);
    expect(scenario.rows.map((row) => row.slice(0, 13))).toEqual(['a/m cancelled', 'b/m cancelled']);
    expect(scenario.clock.pending).toBe(0);
  });

  test('is stopped with the first when the reader stops reading', async () => {
    const scenario = new Scenario({ a: SLOW, b: [{ wait: 60_000 }] }, LATE);
    const events = scenario.events();
    const reading = (async () => {
      for await (const event of events) if (event.type === 'text') break;
    })();
    await scenario.clock.advance(6000);
    await reading;
    expect(scenario.rows).toHaveLength(2);
    expect(scenario.clock.pending).toBe(0);
  });
});
