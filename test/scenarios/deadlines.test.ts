import { describe, expect, test } from 'vitest';
import { Scenario } from '../fakes/scenario.ts';
import { fault, type Step } from '../fakes/scriptedProvider.ts';

const OK: Step[] = ['Hello', { finish: 'stop' }];
const FALLBACK = /fallback a\/m → b\/m: timeout/;

describe('deadlines', () => {
  test('a model that says nothing is given up after ten seconds', async () => {
    const scenario = new Scenario({ a: [{ wait: 60_000 }, 'late', { finish: 'stop' }], b: OK });
    expect(await scenario.run()).toContain('10000 fallback a/m → b/m: timeout after 0');
    expect(scenario.providers.a?.aborted).toEqual(['m']);
  });

  test('keep-alive comments do not count as a first word', async () => {
    const alive: Step[] = Array.from({ length: 30 }, () => [{ wait: 1000 }, { keepAlive: true } as const]).flat();
    const scenario = new Scenario({ a: [...alive, 'late', { finish: 'stop' }], b: OK });
    expect(await scenario.run()).toContain('10000 fallback a/m → b/m: timeout after 0');
  });

  test('a reasoning model may think for two minutes', async () => {
    const models = { 'a/m': { capabilities: ['reasoning'] }, 'b/m': {}, 'c/m': {} };
    const scenario = new Scenario({ a: [{ wait: 110_000 }, 'thought', { finish: 'stop' }], b: OK }, { models });
    expect(await scenario.run()).toContain('110000 text "thought"');
    const slower = new Scenario({ a: [{ wait: 130_000 }, 'thought', { finish: 'stop' }], b: OK }, { models });
    expect(await slower.run()).toContain('120000 fallback a/m → b/m: timeout after 0');
  });

  test('a reasoning model may fall silent after a thought, and not after a word', async () => {
    const models = { 'a/m': { capabilities: ['reasoning'] }, 'b/m': {}, 'c/m': {} };
    const silent: Step[] = [
      { think: 'hm' },
      { wait: 100_000 },
      'thought',
      { wait: 20_000 },
      'late',
      { finish: 'stop' },
    ];
    const log = await new Scenario({ a: silent, b: OK }, { models }).run();
    expect(log).toContain('100000 text "thought"');
    expect(log).toContain('115000 fallback a/m → b/m: timeout after 7');
  });

  test('an answer that does not stream may take as long as any', async () => {
    const refuses = [fault('badRequest', { refusedField: 'stream' })];
    const scenario = new Scenario({ a: [refuses, [{ wait: 300_000 }, 'whole', { finish: 'stop' }]], b: OK });
    expect(await scenario.run()).toContain('300000 text "whole"');
  });

  test('what is said after the end is no reason to go on for ever', async () => {
    const chatter: Step[] = Array.from({ length: 700 }, () => [{ wait: 1000 }, 'x'] as Step[]).flat();
    const scenario = new Scenario({ a: ['x', { finish: 'stop' }, ...chatter], b: OK });
    expect((await scenario.run()).at(-1)).toMatch(/^600000 done a\/m/);
  });

  test('a server on this machine may load its model for two minutes', async () => {
    const providers = {
      a: { api: 'openai-chat', baseUrl: 'http://127.0.0.1:11434/v1', auth: 'none' },
      b: { api: 'openai-chat', baseUrl: 'https://x.test/v1' },
      c: { api: 'openai-chat', baseUrl: 'https://x.test/v1' },
    };
    const scenario = new Scenario({ a: [{ wait: 110_000 }, 'loaded', { finish: 'stop' }] }, { providers });
    expect(await scenario.run()).toContain('110000 text "loaded"');
  });

  test('silence in the middle is given up after fifteen seconds', async () => {
    const scenario = new Scenario({ a: ['Half', { wait: 60_000 }, 'late', { finish: 'stop' }], b: OK });
    const log = await scenario.run();
    expect(log).toContain('15000 fallback a/m → b/m: timeout after 4');
    expect(log).toContain('15000 retract 4');
  });

  test('keep-alive comments in the middle count as life', async () => {
    const alive: Step[] = Array.from({ length: 10 }, () => [{ wait: 10_000 }, { keepAlive: true } as const]).flat();
    const scenario = new Scenario({ a: ['Half', ...alive, ' whole', { finish: 'stop' }], b: OK });
    expect(await scenario.run()).toContain('100000 text " whole"');
  });

  test('an answer that never ends is given up after ten minutes', async () => {
    const endless: Step[] = Array.from({ length: 100 }, () => ['x', { wait: 10_000 }] as const).flat();
    const scenario = new Scenario({ a: endless, b: OK });
    expect(
      (await scenario.run({}, { forMs: 900_000 })).some((entry) => entry.startsWith('600000') && FALLBACK.test(entry)),
    ).toBe(true);
  });

  test('each is a setting of the provider', async () => {
    const slow = {
      api: 'openai-chat',
      baseUrl: 'https://x.test/v1',
      timeouts: { firstTokenMs: 500, idleMs: 700, totalMs: 2000 },
    };
    const other = { api: 'openai-chat', baseUrl: 'https://x.test/v1' };
    const providers = { a: slow, b: other, c: other };
    const first = new Scenario({ a: [{ wait: 60_000 }], b: OK }, { providers });
    expect(await first.run()).toContain('500 fallback a/m → b/m: timeout after 0');
    const idle = new Scenario({ a: ['x', { wait: 60_000 }], b: OK }, { providers });
    expect(await idle.run()).toContain('700 fallback a/m → b/m: timeout after 1');
    const total = new Scenario(
      { a: Array.from({ length: 9 }, () => ['x', { wait: 600 }] as const).flat(), b: OK },
      { providers },
    );
    expect((await total.run()).some((entry) => entry.startsWith('2000') && FALLBACK.test(entry))).toBe(true);
  });

  describe('of a model whose habits are known', () => {
    /** Five answers after so long each, then silence. */
    const habits = (waitMs: number): Step[][] => [
      ...Array.from({ length: 5 }, (): Step[] => [{ wait: waitMs }, 'x', { finish: 'stop' }]),
      [{ wait: 600_000 }],
    ];
    const local = { api: 'openai-chat', baseUrl: 'http://127.0.0.1:11434/v1', auth: 'none' };
    const remote = { api: 'openai-chat', baseUrl: 'https://x.test/v1' };

    /** How long the model is waited for at its sixth answer. */
    async function patience(waitMs: number, settings: Record<string, unknown> = {}, restMs = 0): Promise<number> {
      const scenario = new Scenario({ a: habits(waitMs), b: OK }, settings);
      for (let answer = 0; answer < 5; answer++) await scenario.run({}, { forMs: waitMs });
      await scenario.clock.advance(restMs);
      const startedAt = scenario.clock.monotonic();
      const log = await scenario.run({}, { forMs: 200_000 });
      return Number(log.find((line) => FALLBACK.test(line))?.split(' ')[0]) - startedAt;
    }

    test.each([
      ['three seconds at least', 500, 3000],
      ['four times its usual wait', 1500, 6000],
      ['ten seconds at most', 5000, 10_000],
    ])('is %s', async (_, waitMs, expected) => {
      expect(await patience(waitMs)).toBe(expected);
    });

    test('is ten seconds at least where it thinks', async () => {
      const models = { 'a/m': { capabilities: ['reasoning'] }, 'b/m': {}, 'c/m': {} };
      expect(await patience(500, { models })).toBe(10_000);
      expect(await patience(20_000, { models })).toBe(80_000);
    });

    test('is as short for a server on this machine, until it may have put its model away', async () => {
      const providers = { a: local, b: remote, c: remote };
      expect(await patience(500, { providers })).toBe(3000);
      expect(await patience(500, { providers }, 300_000)).toBe(120_000);
    });

    test('is what the user set', async () => {
      const providers = { a: { ...remote, timeouts: { firstTokenMs: 8000 } }, b: remote, c: remote };
      expect(await patience(500, { providers })).toBe(8000);
    });

    test('grows when it became slower for good', async () => {
      const slower: Step[] = [{ wait: 9000 }, 'slower', { finish: 'stop' }];
      const scenario = new Scenario({ a: [...habits(500).slice(0, 5), slower], b: OK });
      for (let answer = 0; answer < 5; answer++) await scenario.run({}, { forMs: 500 });
      expect((await scenario.run({}, { forMs: 10_000 })).at(-1)).toContain('done b/m');
      await scenario.clock.advance(60_000);
      expect((await scenario.run({}, { forMs: 10_000 })).at(-1)).toContain('done a/m');
    });
  });

  test('a provider that does not even see the abort cannot hold the request', async () => {
    const scenario = new Scenario({ a: [{ deaf: true }], b: OK });
    expect(await scenario.run()).toContain('10000 fallback a/m → b/m: timeout after 0');
  });
});

describe('stop', () => {
  test.each([
    ['before the first word', [{ wait: 5000 }, 'x', { finish: 'stop' }]],
    ['in the middle', ['x', { wait: 5000 }, 'y', { finish: 'stop' }]],
    ['while the provider is deaf', [{ deaf: true }]],
  ] as [string, Step[]][])('works %s, at once', async (_, script) => {
    const scenario = new Scenario({ a: script, b: OK });
    const log = await scenario.run({}, { stopAfterMs: 1000, forMs: 2000 });
    expect(log.at(-1)).toBe('1000 error cancelled []');
    expect(scenario.rows[0]).toMatch(/^a\/m cancelled/);
    expect(scenario.providers.a?.aborted).toEqual(['m']);
    expect(scenario.clock.pending).toBe(0);
  });

  test('works while waiting between tries', async () => {
    const resilience = { retryAfterUpToMs: 30_000 };
    const scenario = new Scenario({ a: [fault('rateLimit', { retryAfterMs: 20_000 })], b: OK }, { resilience });
    const log = await scenario.run({}, { stopAfterMs: 1000, forMs: 2000 });
    expect(log.at(-1)).toBe('1000 error cancelled [a/m rateLimit]');
    expect(scenario.clock.pending).toBe(0);
  });
});

describe('asking the same model again', () => {
  test('happens once, after a short retry-after, where the user allows it', async () => {
    const resilience = { retryAfterUpToMs: 3000 };
    const scenario = new Scenario({ a: [[fault('rateLimit', { retryAfterMs: 2000 })], OK], b: OK }, { resilience });
    expect((await scenario.run()).slice(1)).toEqual([
      '0 attempt 1 a/m',
      '2000 attempt 2 a/m',
      '2000 text "Hello"',
      expect.stringContaining('done a/m'),
    ]);
  });

  test('does not happen for a long one', async () => {
    const resilience = { retryAfterUpToMs: 3000 };
    const scenario = new Scenario({ a: [fault('rateLimit', { retryAfterMs: 60_000 })], b: OK }, { resilience });
    expect(await scenario.run()).toContain('0 fallback a/m → b/m: rateLimit after 0');
  });

  test.each(['server', 'network'] as const)('happens once after a %s error, where the user allows it', async (kind) => {
    const resilience = { retryServerErrorOnce: true };
    const scenario = new Scenario({ a: [fault(kind)], b: OK }, { resilience });
    expect((await scenario.run()).slice(1, 4)).toEqual([
      '0 attempt 1 a/m',
      '0 attempt 2 a/m',
      `0 fallback a/m → b/m: ${kind} after 0`,
    ]);
  });

  test('does not happen by default', async () => {
    for (const error of [fault('server'), fault('network'), fault('rateLimit', { retryAfterMs: 100 })]) {
      expect((await new Scenario({ a: [error], b: OK }).run()).slice(1, 4)).toEqual([
        '0 attempt 1 a/m',
        expect.stringMatching(/^0 fallback a\/m → b\/m/),
        '0 attempt 2 b/m',
      ]);
    }
  });

  test('never happens where it was silent, whatever the user allows', async () => {
    const resilience = { retryAfterUpToMs: 60_000, retryServerErrorOnce: true };
    const scenario = new Scenario({ a: [{ wait: 600_000 }], b: OK }, { resilience });
    expect((await scenario.run()).slice(1, 4)).toEqual([
      '0 attempt 1 a/m',
      '10000 fallback a/m → b/m: timeout after 0',
      '10000 attempt 2 b/m',
    ]);
    expect(scenario.providers.a?.calls).toHaveLength(1);
  });
});

describe('the circuit breaker', () => {
  test('does not ask a model that keeps failing while another can answer, and comes home after the cooldown', async () => {
    const down = [fault('server')];
    const scenario = new Scenario({ a: [down, down, down, OK], b: OK });
    for (let request = 0; request < 3; request++) {
      const log = await scenario.run({}, { forMs: 1000 });
      expect(log[0]).toBe(`${request}000 decision a/m b/m c/m`.replace(/^0+/, '0'));
      expect(log.at(-1)).toContain('done b/m');
    }
    expect((await scenario.run({}, { forMs: 1000 }))[0]).toBe('3000 decision b/m c/m a/m');
    await scenario.clock.advance(13_000);
    expect(await scenario.run({}, { forMs: 1000 })).toMatchObject({
      0: '17000 decision a/m b/m c/m',
      1: '17000 attempt 1 a/m',
    });
    expect(scenario.clock.pending).toBe(0);
  });

  test('asks a failed model after all when no other is left', async () => {
    const scenario = new Scenario({ a: [[fault('server')], OK], b: [fault('server')], c: [fault('server')] });
    expect((await scenario.run({}, { forMs: 1000 })).at(-1)).toContain('error server');
    expect((await scenario.run({}, { forMs: 1000 })).at(-1)).toContain('done a/m');
  });

  test('leaves a model alone as long as its server asked', async () => {
    const scenario = new Scenario({ a: [[fault('rateLimit', { retryAfterMs: 60_000 })], OK], b: OK });
    await scenario.run({}, { forMs: 30_000 });
    expect((await scenario.run({}, { forMs: 1000 }))[0]).toBe('30000 decision b/m c/m a/m');
  });

  test('a bad key closes every model of its provider, until it is reset', async () => {
    const models = { 'a/m': {}, 'a/n': {}, 'b/m': {} };
    const settings = { models, routes: { default: ['a/m', 'a/n', 'b/m'] } };
    const scenario = new Scenario({ a: [fault('auth')], b: OK }, settings);
    await scenario.run({}, { forMs: 1000 });
    expect((await scenario.run({}, { forMs: 1000 }))[0]).toBe('1000 decision b/m a/m a/n');
    scenario.breaker.reset('a');
    expect((await scenario.run({}, { forMs: 1000 }))[0]).toBe('2000 decision a/m a/n b/m');
  });

  test('a request that was too long says nothing about the model', async () => {
    const scenario = new Scenario({ a: [fault('contextLength')], b: OK });
    await scenario.run({}, { forMs: 1000 });
    expect((await scenario.run({}, { forMs: 1000 }))[0]).toBe('1000 decision a/m b/m c/m');
  });
});
