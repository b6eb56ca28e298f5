import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import { SwitchyardError } from '../../src/core/chat/errors.ts';
import type { SeenLimit } from '../../src/core/limits/limits.ts';
import type { Provider, ProviderCall } from '../../src/core/ports/provider.ts';
import { routeChat } from '../../src/core/routing/routeChat.ts';
import { aRequest, Scenario } from '../fakes/scenario.ts';
import type { Step } from '../fakes/scriptedProvider.ts';

const HTTPS = { api: 'openai-chat', baseUrl: 'https://example.test/v1' };
const ANSWER: Step[] = ['Hi.', { usage: { inputTokens: 40, outputTokens: 10 } }, { finish: 'stop' }];
const FAILURE: Step[] = [{ fail: new SwitchyardError('server', 'broken') }];

/** Providers `a`, `b` and `c` with these limits, asked in that order unless the route says otherwise. */
function limited(limits: Record<string, object>, scripts: Record<string, Step[] | Step[][]>, route = ['a/m', 'b/m']) {
  const providers = { a: HTTPS, b: HTTPS, c: HTTPS };
  const entries = Object.entries(providers).map(([id, entry]) => [
    id,
    { ...entry, ...(limits[id] ? { limits: limits[id] } : {}) },
  ]);
  return new Scenario(scripts, { providers: Object.fromEntries(entries), routes: { default: route } });
}

function reasons(events: readonly ChatEvent[]): string[] {
  const [decision] = events;
  if (decision?.type !== 'decision') throw new Error('no decision');
  return decision.targets.map((target) => `${target.model}: ${target.reasons.slice(1).join('; ')}`);
}

async function decisionOf(scenario: Scenario): Promise<string[]> {
  const events: ChatEvent[] = [];
  await scenario.run({}, { forMs: 0, onEvent: (event) => events.push(event) });
  return reasons(events);
}

describe('A provider whose limit is reached', () => {
  test.each<[string, object, string]>([
    ['requests', { requestsPerMinute: 1 }, 'its limit of one request a minute is reached, free in 60 s'],
    ['tokens', { tokensPerMinute: 640 }, 'its limit of 640 tokens a minute is reached, free in 60 s'],
  ])('by %s is asked after those with room, at once and without a word of failure', async (_, limits, reason) => {
    const scenario = limited({ a: limits }, { a: ANSWER, b: ANSWER });
    expect(await scenario.run({}, { forMs: 0 })).toContain('0 done a/m stop 0.00006 priced in 1');
    const events: ChatEvent[] = [];
    const log = await scenario.run({}, { forMs: 0, onEvent: (event) => events.push(event) });
    expect(log).toEqual([
      '0 decision b/m a/m',
      '0 attempt 1 b/m',
      '0 text "Hi."',
      '0 done b/m stop 0.00006 priced in 1',
    ]);
    expect(reasons(events)).toEqual(['b/m: ', `a/m: ${reason}`]);
    await scenario.clock.advance(60_000);
    expect(await scenario.run({}, { forMs: 0 })).toContain('60000 attempt 1 a/m');
  });

  test('by calls at a time is asked again as soon as one has ended', async () => {
    const scenario = limited({ a: { concurrent: 1 } }, { a: [{ wait: 5000 }, ...ANSWER], b: ANSWER });
    const controller = new AbortController();
    const first = routeChat(aRequest(), scenario.setup, scenario.tools, controller.signal);
    await first.next();
    await first.next();
    expect(await decisionOf(scenario)).toEqual(['b/m: ', 'a/m: its limit of one request at a time is reached']);
    await first.return();
    expect((await scenario.run({}, { forMs: 10_000 }))[0]).toBe('0 decision a/m b/m');
  });

  test('after the decision, by another window, is passed over with one line and asked last', async () => {
    const scenario = limited({ a: { requestsPerMinute: 1 } }, { a: ANSWER, b: FAILURE });
    const events = routeChat(aRequest(), scenario.setup, scenario.tools, new AbortController().signal);
    const decision = (await events.next()).value;
    expect(decision).toMatchObject({ targets: [{ model: 'a/m' }, { model: 'b/m' }] });
    const other = await scenario.run({ model: 'a/m' }, { forMs: 0 });
    expect(other).toContain('0 attempt 1 a/m');
    expect((await events.next()).value).toMatchObject({
      ...{ type: 'fallback', from: 'a/m', to: 'b/m' },
      error: { kind: 'rateLimit', message: 'not asked: its limit of one request a minute is reached, free in 60 s' },
    });
    expect((await events.next()).value).toMatchObject({ type: 'attempt', attempt: 1, model: 'b/m' });
    // Where everybody else has failed it is waited for.
    expect((await events.next()).value).toMatchObject({ type: 'fallback', from: 'b/m', to: 'a/m' });
    expect((await events.next()).value).toMatchObject({ type: 'attempt', attempt: 2, model: 'a/m', waitMs: 60_000 });
    const next = events.next();
    await scenario.clock.advance(60_000);
    expect((await next).value).toMatchObject({ type: 'attempt', attempt: 2, model: 'a/m', waitedMs: 60_000 });
    for await (const event of events) if (event.type === 'done') expect(event.attempts).toBe(2);
    expect(scenario.rows).toEqual(['a/m ok 40+10 60000', 'b/m server 0+0 0', 'a/m ok 40+10 60000']);
  });
});

describe('The last one left', () => {
  test('is waited for, visibly', async () => {
    const scenario = limited({ a: { requestsPerMinute: 1 } }, { a: ANSWER }, ['a/m']);
    await scenario.run({}, { forMs: 20_000 });
    expect(await scenario.run()).toEqual([
      '20000 decision a/m',
      '20000 attempt 1 a/m waiting 40000: its limit of one request a minute is reached',
      '60000 attempt 1 a/m after 40000',
      '60000 text "Hi."',
      '60000 done a/m stop 0.00006 priced in 1',
    ]);
  });

  test('is waited for when all are out of room: the one that is free first', async () => {
    const scenario = limited({ a: { requestsPerMinute: 1 }, b: { requestsPerMinute: 1 } }, { a: ANSWER, b: ANSWER });
    await scenario.run({ model: 'b/m' }, { forMs: 10_000 });
    await scenario.run({ model: 'a/m' }, { forMs: 10_000 });
    expect(await scenario.run()).toEqual([
      '20000 decision b/m a/m',
      '20000 attempt 1 b/m waiting 40000: its limit of one request a minute is reached',
      '60000 attempt 1 b/m after 40000',
      '60000 text "Hi."',
      '60000 done b/m stop 0.00006 priced in 1',
    ]);
  });

  test('is waited for after those that rest were asked all the same, without being said to have failed', async () => {
    const refused: Step[] = [{ fail: new SwitchyardError('auth', 'no') }];
    const scenario = limited({ b: { requestsPerMinute: 1 } }, { a: refused, b: ANSWER });
    await scenario.run({}, { forMs: 0 });
    expect(await scenario.run()).toEqual([
      '0 decision a/m b/m',
      '0 attempt 1 a/m',
      '0 fallback a/m → b/m: auth after 0',
      '0 attempt 2 b/m waiting 60000: its limit of one request a minute is reached',
      '60000 attempt 2 b/m after 60000',
      '60000 text "Hi."',
      '60000 done b/m stop 0.00006 priced in 2',
    ]);
  });

  test('is not waited for once the reader stops, at once, and nothing stays behind', async () => {
    const scenario = limited({ a: { requestsPerMinute: 1 } }, { a: ANSWER }, ['a/m']);
    await scenario.run({}, { forMs: 0 });
    expect(await scenario.run({}, { stopAfterMs: 7000, forMs: 7000 })).toEqual([
      '0 decision a/m',
      '0 attempt 1 a/m waiting 60000: its limit of one request a minute is reached',
      '7000 error cancelled []',
    ]);
    expect(scenario.clock.pending).toBe(0);
    expect(scenario.rows).toHaveLength(1);
  });

  test('is not waited for beyond what its answers may take: the error says when to come back', async () => {
    const a = { ...HTTPS, limits: { requestsPerMinute: 1 }, timeouts: { totalMs: 30_000 } };
    const scenario = new Scenario(
      { a: ANSWER },
      { providers: { a }, models: { 'a/m': {} }, routes: { default: ['a/m'] } },
    );
    await scenario.run({}, { forMs: 0 });
    const events: ChatEvent[] = [];
    const log = await scenario.run({}, { forMs: 0, onEvent: (event) => events.push(event) });
    expect(log).toEqual(['0 decision a/m', '0 error rateLimit [a/m rateLimit]']);
    expect(events.at(-1)).toMatchObject({ error: { retryAfterMs: 60_000 } });
  });
});

describe('What a vendor tells of its limits', () => {
  const USED_UP: SeenLimit = {
    ...{ name: 'requests', counts: 'requests', per: 'model', limit: 60, remaining: 0, resetMs: 30_000, gradual: false },
  };

  /** A scenario whose provider `a` says this with every answer. */
  function telling(seen: SeenLimit, script: Step[] = ANSWER): Scenario {
    const scenario = limited({}, { a: script, b: ANSWER });
    const { a } = scenario.providers;
    const teller: Provider = {
      stream(call: ProviderCall, signal: AbortSignal) {
        call.onLimits?.([seen]);
        return (a as Provider).stream(call, signal);
      },
    };
    Object.assign(scenario.providers, { a: teller });
    return scenario;
  }

  test.each([
    ['a good answer', ANSWER],
    ['a refusal', [{ fail: new SwitchyardError('badRequest', 'no') }]],
  ] as [string, Step[]][])('with %s sends the next question elsewhere until its reset', async (_, script) => {
    const scenario = telling(USED_UP, script);
    await scenario.run({}, { forMs: 0 });
    expect(await decisionOf(scenario)).toEqual(['b/m: ', 'a/m: its requests are used up, it said, free in 30 s']);
    await scenario.clock.advance(30_000);
    expect(await decisionOf(scenario)).toEqual(['a/m: ', 'b/m: ']);
  });

  test('is no reason not to ask the last one where it would take too long', async () => {
    const scenario = telling({ ...USED_UP, resetMs: 3_600_000 });
    await scenario.run({}, { forMs: 0 });
    expect(await scenario.run({ model: 'a/m' }, { forMs: 0 })).toContain('0 attempt 1 a/m');
  });

  test('is waited for where that is not long', async () => {
    const scenario = telling(USED_UP);
    await scenario.run({}, { forMs: 0 });
    expect((await scenario.run({ model: 'a/m' })).slice(1, 3)).toEqual([
      '0 attempt 1 a/m waiting 30000: its requests are used up, it said',
      '30000 attempt 1 a/m after 30000',
    ]);
  });
});

test('Property: however requests end, no call stays behind and no limit is passed', async () => {
  const step = fc.constantFrom<Step[]>(
    ANSWER,
    [{ wait: 700 }, ...ANSWER],
    ['Half', { wait: 400 }],
    FAILURE,
    ['Half', ...FAILURE],
    [{ fail: new SwitchyardError('badRequest', 'no', { refusedField: 'temperature' }) }],
    [{ deaf: true }],
  );
  const ask = fc.record({
    after: fc.nat({ max: 900 }),
    stop: fc.option(fc.nat({ max: 3000 })),
    leave: fc.option(fc.nat({ max: 4 })),
    pinned: fc.boolean(),
  });
  const asks = fc.array(ask, { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(asks, fc.array(step, { minLength: 1, maxLength: 5 }), async (requests, scripts) => {
      const scenario = limited(
        { a: { concurrent: 2, requestsPerMinute: 4 }, b: { concurrent: 1 } },
        { a: scripts, b: scripts },
      );
      const { clock, limits } = scenario;
      let most = { a: 0, b: 0 };
      const look = () => {
        const running = (id: string) => limits.counted(id, 0).starts.filter(({ leaseUntil }) => leaseUntil > 0).length;
        most = { a: Math.max(most.a, running('a')), b: Math.max(most.b, running('b')) };
      };
      const all = requests.map(async ({ after, stop, leave, pinned }) => {
        await new Promise<void>((go) => clock.schedule(after, go));
        const controller = new AbortController();
        if (stop !== null) clock.schedule(stop, () => controller.abort());
        const request = aRequest(pinned ? { model: 'a/m' } : {});
        let seen = 0;
        for await (const _ of routeChat(request, scenario.setup, scenario.tools, controller.signal)) {
          look();
          if (leave !== null && ++seen > leave) break;
        }
      });
      await clock.advance(1_000_000);
      await Promise.all(all);
      const { starts } = limits.counted('a', 0);
      expect(starts.concat(limits.counted('b', 0).starts).filter(({ leaseUntil }) => leaseUntil > 0)).toEqual([]);
      expect(clock.pending).toBe(0);
      expect(most.a).toBeLessThanOrEqual(2);
      expect(most.b).toBeLessThanOrEqual(1);
      for (const { at } of starts) {
        expect(starts.filter((other) => other.at >= at && other.at < at + 60_000).length).toBeLessThanOrEqual(4);
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
